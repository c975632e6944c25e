"""One finding, and three ways to print it: full (for people), concise (for editors), github (for annotations)."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum

from macros.source import HIDDEN, Fault, Source, Span


class Severity(IntEnum):
    """How bad a finding is: errors fail, warnings fail with `--strict`, reports never fail."""

    REPORT = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """One finding: where, which rule, what is wrong, what to write instead."""

    path: str
    code: str
    message: str
    span: Span | None = None
    hint: str = ""
    line: str = ""
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> tuple[str, int, int]:
        """Path, line and column: the order in which findings are printed."""
        return (self.path, self.span.line, self.span.column) if self.span else (self.path, 1, 1)


def from_fault(fault: Fault, source: Source) -> Diagnostic:
    """A fault of a text, with the file it stands in."""
    line = source.line(fault.span.line) if fault.span else ""
    return Diagnostic(
        path=source.name, code=fault.code, message=fault.message, span=fault.span, hint=fault.hint, line=line
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, each once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda found: (*found.place, found.code, found.message))


# --- formats -------------------------------------------------------------------------------------------------------

MAX_WIDTH = 120


def concise(found: Diagnostic) -> str:
    """`path:line:column: code sentence (hint)`."""
    path, line, column = found.place
    hint = f" ({found.hint})" if found.hint else ""
    return visible(f"{path}:{line}:{column}: {found.code} {found.message}{hint}")


def full(found: Diagnostic) -> str:
    """The place and the sentence, then the source line with a caret and the hint."""
    path, line, column = found.place
    head = visible(f"{path}:{line}:{column}: {found.code} {found.message}")
    if found.span is None or not found.line:
        return head + (f"\n  {visible(found.hint)}" if found.hint else "") + "\n"
    margin = " " * len(str(line))
    before, marked, after = _window(found.line, found.span)
    carets = " " * _width(before) + "^" * max(1, _width(marked))
    return (
        f"{head}\n{margin} |\n{line} | {before}{marked}{after}\n{margin} | {carets} {visible(found.hint)}".rstrip()
        + "\n"
    )


def github(found: Diagnostic) -> str:
    """A workflow command, which puts the finding on its line of a pull request."""
    path, line, column = found.place
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.REPORT: "notice"}[found.severity]
    end = found.span.end if found.span else column
    where = f"file={_property(path)},line={line},col={column},endColumn={end},title={_property(found.code)}"
    hint = f" ({found.hint})" if found.hint else ""
    return f"::{level} {where}::{_data(visible(found.message + hint))}"


FORMATS: dict[str, Callable[[Diagnostic], str]] = {"full": full, "concise": concise, "github": github}


def count(diagnostics: Collection[Diagnostic]) -> str:
    """`2 errors, 1 warning, 0 reports`."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.REPORT: "report"}
    numbers = {severity: sum(found.severity is severity for found in diagnostics) for severity in words}
    return ", ".join(f"{number} {words[severity]}{'' if number == 1 else 's'}" for severity, number in numbers.items())


def visible(text: str) -> str:
    """A text in which nothing is hidden from a terminal: invisible characters are written as escapes."""
    return HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text.replace("\t", " ").replace("\n", " "))


def suggest(word: str, known: Iterable[str]) -> str:
    """`did you mean 'frameworks'?`, or the whole list where it is short."""
    words = sorted(known)
    if close := difflib.get_close_matches(word[:100], words, n=1, cutoff=0.6):
        return f"did you mean '{close[0]}'?"
    return f"one of: {', '.join(words)}" if 0 < len(words) <= 12 else ""


def _window(line: str, span: Span) -> tuple[str, str, str]:
    """The parts of a line before, in and after a span, a long line cut around it."""
    start = max(0, span.column - 1 - MAX_WIDTH // 2) if len(line) > MAX_WIDTH else 0
    stop = start + MAX_WIDTH
    column, end = span.column - 1, min(max(span.end - 1, span.column), stop)
    return visible(line[start:column]), visible(line[column:end]), visible(line[end:stop])


def _width(text: str) -> int:
    """How many terminal cells a text takes."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) != 0 for character in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
