"""What a rule yields, and how it becomes a diagnostic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic, Severity
from macros.loader import Entry
from macros.source import Loc, Source, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A record breaks a rule: the value at `loc` (its field's name with `key`), a sentence, a hint."""

    entry: Entry
    loc: Loc
    message: str
    hint: str = ""
    key: bool = False


Rule = Callable[[Catalog], Iterator[Finding]]
"""A generator over the catalog. Its name is the code, its docstring the sentence that contributors read."""


def code_of(rule: Rule) -> str:
    """`unknown_reference` -> `unknown-reference`."""
    return rule.__name__.replace("_", "-")


def diagnostic(finding: Finding, code: str, severity: Severity) -> Diagnostic:
    """A finding with its place in the file."""
    source = finding.entry.source
    return in_source(source, finding.loc, code, finding.message, finding.hint, severity, key=finding.key)


def in_source(
    source: Source, loc: Loc, code: str, message: str, hint: str, severity: Severity, *, key: bool = False
) -> Diagnostic:
    """A diagnostic about the value at `loc` of a file."""
    span = source.span(loc, key=key) if loc else Span(line=1, column=1, end=2)
    return Diagnostic(
        path=source.name,
        code=code,
        message=message,
        span=span,
        hint=hint,
        line=source.line(span.line),
        severity=severity,
    )
