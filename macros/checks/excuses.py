"""Exceptions: what `data/exceptions.yml` excuses from a rule, and what it excuses without need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from macros.diagnostics import Diagnostic, Severity, at, suggest
from macros.source import Source

EXCUSABLE = {
    "ambiguous-term",
    "bare-fact",
    "successor-retired",
    "unused-source",
    "overdue-fact",
    "long-overdue-fact",
    "unfinished-skill",
    "unfinished-topic",
}
"""The rules that can have exceptions: matters of judgement, none of safety or of links."""


class Excuses:
    """Rule -> record, or page, and its words -> reason; and which of them have been used."""

    def __init__(self, source: Source | None) -> None:
        self._source = source
        rules: Mapping[str, Mapping[str, str]] = (source.value or {}) if source else {}
        self._unused = {(code, name): reason for code, names in rules.items() for name, reason in names.items()}
        self._known = frozenset(self._unused)

    def cover(self, code: str, name: str) -> bool:
        """Whether a finding is excused; then its exception is not stale."""
        if code not in EXCUSABLE or (code, name) not in self._known:
            return False
        self._unused.pop((code, name), None)
        return True

    def stale(self, codes: Collection[str]) -> Iterator[Diagnostic]:
        """An exception excuses something that a rule would find; asked when every rule has been."""
        for code, name in sorted(self._unused):
            assert self._source is not None
            known = code in codes
            excusable = "needs no exception" if code in EXCUSABLE else "can have no exception"
            message = f"'{name}' {excusable} from '{code}'" if known else f"no rule '{code}'"
            hint = "remove it" if known else suggest(code, codes)
            loc = (code, name) if known else (code,)
            yield at(self._source, loc, "stale-exception", message, hint, Severity.ERROR, key=True)
