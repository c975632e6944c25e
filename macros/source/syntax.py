"""What libyaml complains about -> what a contributor did, where it stands, and what to write instead."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from macros.source.text import Fault, Span, line_of

QUOTE = "put the whole text in quotes, or indented on the next line after '{field}: >-'"
COLUMN = "fields of one record begin in one column; text with ': ' in it needs quotes"
KEY = re.compile(r"[ ]*(?:- +)*(?P<word>[\w-]+)[ ]*:(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A line that people write, what is wrong with it (at its group `at`), and what to write instead.

    `problem` is a part of libyaml's own words, where the line alone does not tell.
    """

    line: str
    message: str
    hint: str
    problem: str = ""


MISTAKES = (
    Mistake(
        line=r"^[ ]*(?:- +)?(?P<at>(?P<word>[a-z_]+):)(?P<value>[^\s:/][^:]*)$",
        message="no space after '{word}:'",
        hint="write '{word}: {value}'",
    ),
    Mistake(
        line=r"^[ ]*(?P<word>\w+)[ ]*(?P<at>[=\N{FULLWIDTH COLON}])[ ]*(?P<value>.*)$",
        message="'{at}' after the field's name '{word}'",
        hint="write '{word}: {value}'",
    ),
    Mistake(
        line=r"^[ ]*(?P<at>[\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}\N{EM DASH}*+])[ ]+(?P<value>.*)$",
        message="'{at}' before an item of '{field}'",
        hint="write '- {value}'",
    ),
    Mistake(
        line=r"^[ ]*(?P<at>-)(?P<value>[^\s-].*)$",
        problem="could not find expected ':'",
        message="no space after the dash before an item of '{field}'",
        hint="write '- {value}'",
    ),
    Mistake(
        line=r"^[ ]*(?:- +)*[\w-]+: +[^\"'\[{ ].*?(?P<at>:)(?:[ ]|$)",
        problem="mapping values are not allowed",
        message="': ' inside the text of '{field}'",
        hint=QUOTE,
    ),
    Mistake(
        line=r"^[ ]+(?:- +)*(?P<at>(?P<word>[\w-]+)[ ]*:)(?:[ ]|$)",
        problem="mapping values are not allowed",
        message="'{word}' begins in another column than its neighbours",
        hint=COLUMN,
    ),
    Mistake(
        line=r"^[ ]+(?P<at>(?P<word>[\w-]+)[ ]*:)(?:[ ]|$)",
        problem="did not find expected '-' indicator",
        message="'{word}' begins in another column than its neighbours",
        hint=COLUMN,
    ),
    Mistake(
        line=r"^[ ]*(?P<at>-)[ ]",
        problem="did not find expected",
        message="an item of '{field}' begins in another column than the items around it",
        hint="items of one list begin in one column",
    ),
    Mistake(
        line=r"^[ ]*(?:- +)*(?:[\w-]+: +)?(?P<at>[\"'])",
        problem="did not find expected",
        message="text goes on after the closing quote in '{field}'",
        hint="put the whole text in one pair of quotes, or indented on the next line after '{field}: >-'",
    ),
    Mistake(
        line=r"^[ ]*(?:- +)*(?:[\w-]+: +)(?P<at>[`@%*&!>|?\-\[{{\]}},])",
        message="the text of '{field}' cannot begin with {at}",
        hint=QUOTE,
    ),
    Mistake(
        line=r"^[ ]*- +(?P<at>[`@%*&!>|?\[{{\]}},])",
        message="an item of '{field}' cannot begin with {at}",
        hint="put the whole item in quotes",
    ),
    Mistake(
        line=r"^[ ]*(?P<at>\S.*)$",
        problem="could not find expected ':'",
        message="neither a field nor an item of a list, after '{field}'",
        hint="write 'field: value' or '- item'; text that goes on is indented further than its field",
    ),
    Mistake(
        line=r"^[ ]*(?P<at>\S.*)$",
        problem="did not find expected key",
        message="a line of '{field}' begins in another column than the line above",
        hint="lines of one text, items of one list and fields of one record begin in one column",
    ),
)
"""The first that fits is told. Adding one is adding an entry here, and its edit to tests/contributing/."""

UNCLOSED = {
    "while scanning a quoted scalar": Mistake(
        line="", message="a quote in '{field}' is never closed", hint="write a {at} at the end of the text"
    ),
    "while parsing a flow": Mistake(
        line="",
        message="a bracket in '{field}' is never closed",
        hint="close it, or write each item on a line of its own, after '- '",
    ),
}
"""What was opened and never closed, by libyaml's words for where it began."""

HINTS = {
    "unknown escape character": "in double quotes a backslash is written twice; single quotes leave it alone",
    "invalid Unicode character": "write the character itself",
}


def explain_syntax(error: yaml.MarkedYAMLError, text: str, last: Any) -> Fault:
    """The fault that an error of libyaml is; `last` is the last scalar it read before."""
    problem = " ".join((error.problem or "not YAML").split())
    place = _place(error, last)
    for mistake, mark in _candidates(error, problem, place, last):
        line = line_of(text, mark[0])
        found = re.search(mistake.line, line) if mistake.line else re.compile("(?P<at>.)").search(line, mark[1] - 1)
        if found is not None:
            return _fault(mistake, found, mark[0], text)
    hint = next((hint for part, hint in HINTS.items() if part in problem), "compare with a neighbouring file")
    code = "hidden-character" if "invalid Unicode character" in problem else "syntax"
    span = Span(line=place[0], column=place[1], end=place[1] + 1)
    return in_field(Fault(code=code, message=problem, span=span, hint=hint), text)


Place = tuple[int, int]
"""Line and column, counted from 1."""


def _place(error: yaml.MarkedYAMLError, last: Any) -> Place:
    """Where the mistake was made: what libyaml was scanning began there; else where it stopped."""
    context = error.context or ""
    if _swallowed(error, last):
        return _of(last.start_mark)
    scanning = error.context_mark is not None and context.startswith(("while scanning", "while parsing a flow"))
    mark = error.context_mark if scanning else error.problem_mark or error.context_mark
    return _of(mark) if mark else (1, 1)


def _of(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _swallowed(error: yaml.MarkedYAMLError, last: Any) -> bool:
    """Whether the text before the error stands in quotes over several lines: one was left open, the next closed it."""
    if last is None or last.style not in ("'", '"') or error.problem_mark is None:
        return False
    return bool(last.start_mark.line < last.end_mark.line == error.problem_mark.line)


def _candidates(error: yaml.MarkedYAMLError, problem: str, place: Place, last: Any) -> Iterator[tuple[Mistake, Place]]:
    """The mistakes that may have led to an error, each with its place; the line before may be to blame too."""
    swallowed = _swallowed(error, last)
    context = "while scanning a quoted scalar" if swallowed else error.context or ""
    never_closed = swallowed or "end of stream" in problem or "expected ',' or" in problem
    for words, mistake in UNCLOSED.items():
        if never_closed and context.startswith(words):
            yield mistake, place
    for mistake in MISTAKES:
        if mistake.problem in problem:
            yield mistake, place
    if place[0] > 1:
        yield from ((mistake, (place[0] - 1, 1)) for mistake in MISTAKES if not mistake.problem)


def _fault(mistake: Mistake, found: re.Match[str], line: int, text: str) -> Fault:
    words = {name: value[:60].rstrip() for name, value in found.groupdict().items()}
    words["field"] = field_of(text, line) or "the first field"
    span = Span(line=line, column=found.start("at") + 1, end=max(found.end("at"), found.start("at") + 1) + 1)
    message, hint = mistake.message.format(**words), mistake.hint.format(**words)
    return Fault(code="syntax", message=message, span=span, hint=hint)


# --- fields --------------------------------------------------------------------------------------------------------


def in_field(fault: Fault, text: str) -> Fault:
    """A fault that names the field it stands in."""
    field = field_of(text, fault.span.line) if fault.span else ""
    message = f"{fault.message} in '{field}'" if field else fault.message
    return Fault(code=fault.code, message=message, span=fault.span, hint=fault.hint)


def field_of(text: str, line: int) -> str:
    """The field that a line belongs to: the last one that begins there or above; nothing before the first."""
    lines, names = _fields(text)
    index = bisect_right(lines, line)
    return names[index - 1] if index else ""


@lru_cache(maxsize=8)
def _fields(text: str) -> tuple[list[int], list[str]]:
    """The lines that begin a field, and the fields' names."""
    found = [(line, match["word"]) for line, row in enumerate(text.split("\n"), 1) if (match := KEY.match(row))]
    return [line for line, _ in found], [name for _, name in found]
