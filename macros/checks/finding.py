"""What a rule yields, and how it becomes a diagnostic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic, Severity, at
from macros.loader import Entry
from macros.models import Record
from macros.source import Loc

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A record breaks a rule: the value at `loc` (its field's name with `key`, a part of it), a sentence, a hint."""

    entry: Entry
    loc: Loc
    message: str
    hint: str = ""
    key: bool = False
    part: tuple[str, int, int] | None = None
    """The text at `loc`, and the offset and length of what is wrong in it."""
    words: str = ""
    """What an exception names beside the record, where it excuses no more than these words."""

    @property
    def name(self) -> str:
        """How an exception names it: `source/archive`, or `skill/frameworks#in 2023`."""
        return excusable(self.entry.record.key, self.words)


def excusable(place: str, words: str) -> str:
    """How an exception names a place, and in it nothing but some words."""
    return f"{place}#{words}" if words else place


Rule = Callable[[Catalog], Iterator[Finding]]
"""A generator over the catalog. Its name is the code, its docstring the sentence that contributors read."""


def code_of(rule: Rule) -> str:
    """`unknown_reference` -> `unknown-reference`."""
    return rule.__name__.replace("_", "-")


def diagnostic(finding: Finding, code: str, severity: Severity) -> Diagnostic:
    """A finding with its place in the file."""
    source = finding.entry.source
    found = at(source, finding.loc, code, finding.message, finding.hint, severity, key=finding.key)
    if finding.part is None:
        return found
    span = source.part(finding.loc, *finding.part)
    return replace(found, span=span, line=source.line(span.line))


def records_of(catalog: Catalog, model: type[Kind]) -> Iterator[tuple[Kind, Entry]]:
    """The records of a model, each with its file."""
    for entry in catalog.entries.values():
        if isinstance(entry.record, model):
            yield entry.record, entry
