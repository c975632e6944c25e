"""One finding, and three ways to print it: full (for people), concise (for editors), github (for annotations)."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from macros.source import HIDDEN, Fault, Loc, Source, Span


class Severity(IntEnum):
    """How bad a finding is: errors fail, warnings fail with `--strict`, reports never fail."""

    REPORT = 1
    WARNING = 2
    ERROR = 3


CODES: Mapping[str, str] = {
    # one file's text
    "not-a-file": "A record or page is a regular file that can be read.",
    "too-large": "A file is small.",
    "not-utf8": "A file is UTF-8 text.",
    "hidden-character": "A text has no invisible characters, written or escaped.",
    "tab": "A data file is indented with spaces.",
    "syntax": "A data file is YAML.",
    "empty": "A data file holds something.",
    "several-documents": "A data file holds one record.",
    "not-a-mapping": "A record is a mapping of fields.",
    "alias": "A data file has no anchors and aliases.",
    "tag": "A data file has no tags.",
    "bad-key": "A field's name is text.",
    "duplicate-key": "A field stands once.",
    "curly-quotes": "A value stands between straight quotes, or none.",
    "lost-comment": "A comment stands on a line of its own.",
    "merge-conflict": "What git could not merge is merged by hand.",
    "too-deep": "A record is not nested deeply.",
    "unformatted": "A data file is written as `make format` writes it.",
    "too-many": "A file has no more findings than anyone would read.",
    # one record
    "wrong-place": "A record lies in its kind's folder, in a file that ends in .yml.",
    "bad-id": "An id is lower-case words joined by hyphens.",
    "wrong-id": "A record's id is its file's name.",
    "unknown-field": "A record has only the fields of its kind.",
    "missing-field": "A record has every field that its kind requires.",
    "wrong-type": "A field holds the kind of value that it is for.",
    "wrong-value": "A field holds one of the values, or a length, that it allows.",
    "bad-date": "A date is a day of the calendar, like 2026-01-31.",
    "bad-address": "An address is absolute, with http or https.",
    "unknown-currency": "A currency is a code of ISO 4217, like USD.",
    "html-in-data": "Text in data holds no HTML.",
    "macro-in-data": "Text in data calls no macros.",
    "refused-address": "A link leads to a page, a picture or an http(s) address.",
    "unexplained-option": "An option, or a known mistake, says why it is right or wrong.",
    "fact-without-source": "A fact names its source.",
    "fact-without-dates": "A fact says when it was checked and when to check it again.",
    "task-without-lead": "A task names the one role that leads it.",
    "task-without-reason": "A task says why the role that leads it does.",
    "stale-exception": "An exception excuses something that a rule would find.",
    # pages
    "refused-file": "Only pages, pictures and our own assets are published.",
    "bad-front-matter": "Front matter holds title, description, aliases and reviewed_on, in plain text.",
    "unexecuted-code": "Code in Python on a page comes from an example that ran, or says why not.",
    "unshown-example": "An example stands on a page.",
    "figure-text": "A page says in words what an example's figure shows.",
    "not-alone": "An example stands on a line of its own.",
    "open-code": "A code span is closed on its line, a fence by the same fence below it.",
    "unwritten-page": "A page has a text of its own.",
    "unlisted-page": "A page stands in the navigation.",
    "not-a-macro": "Braces outside code are macro calls with literal arguments.",
    "comment-in-heading": "A heading's id is written {: #the-id }.",
    "unknown-macro": "A page calls macros that exist.",
    "wrong-arguments": "A macro gets what it takes.",
    "refused-html": "A page holds no HTML but a few harmless elements.",
    "refused-attribute": "An element or attribute list sets only harmless attributes.",
    "other-markdown": "Markdown is written as it is read here: a list, for one, has an empty line above it.",
    "not-a-link": "What looks like a link or a note is one.",
    "bad-formula": "A formula is TeX of the kind that is set here, and not too much of it.",
    "open-formula": "A formula stands between $` and `$ on one line, or in a fence ```math.",
    "misplaced-formula": "A formula stands in text, and not in a heading, a title or an address.",
    "equation-name": "An equation's name begins with eq- and stands once on its page.",
    "title-in-body": "The body of a record has no title of its own.",
    "dead-link": "A link leads to a page or picture that is there.",
    "missing-body": "A record of a kind that needs a body has one.",
    "body-without-record": "A page in a kind's folder is the body of a record.",
    "misplaced-code": "In exercises/ lie folders of exercises, and in those the files that an exercise has.",
    "missing-code": "An exercise has a start, tests, a solution and the wrong answers that its record names.",
    "unnamed-code": "Code in exercises/ belongs to a record, and a wrong answer is named by it.",
    "start-passes": "What a learner begins with fails the tests.",
    "solution-fails": "A solution passes the tests.",
    "wrong-answer-passes": "A wrong answer fails the tests.",
    "wrong-answer-unclear": "The tests say of each wrong answer what they say of no other.",
    "missing-list": "The page that shows a kind lists its records.",
}
"""The codes that are not rules of `checks`, each with the sentence it stands for."""


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


def at(
    source: Source,
    loc: Loc,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = Severity.ERROR,
    *,
    key: bool = False,
) -> Diagnostic:
    """A diagnostic about the value at `loc` of a file, or about its key; without a `loc`, about the file."""
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


MOST = 100
"""The most findings that are printed about one file: more help nobody."""


def limited(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The first findings about a file, and one that says that there are more."""
    if len(diagnostics) <= MOST:
        return list(diagnostics)
    first = diagnostics[0]
    more = Diagnostic(path=first.path, code="too-many", message=f"more than {MOST} findings", hint="mend these first")
    return [*diagnostics[:MOST], more]


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
    """A text in which nothing is hidden from a terminal, and nothing is a command to the log of a workflow.

    Invisible characters are written as escapes; so is a `##[`, which GitHub's runner obeys wherever it stands.
    """
    line = text.replace("\t", " ").replace("\n", " ").replace("##[", "##\\u005b")
    return HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


def suggest(word: str, known: Iterable[str]) -> str:
    """`did you mean 'frameworks'?`, or the whole list where it is short."""
    words = sorted(known)
    if close := nearest(word, words):
        return f"did you mean '{close}'?"
    return f"one of: {', '.join(words)}" if 0 < len(words) <= 12 else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one was meant to be, if one is near."""
    return next(iter(difflib.get_close_matches(word[:100], sorted(known), n=1, cutoff=0.6)), None)


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
