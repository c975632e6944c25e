"""Markdown that other sites read and this one does not: it would be printed as it stands, or run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from macros.source import Fault, span_at

INDENT = 4
"""By so many spaces whatever belongs to an item of a list, a note or a definition is indented."""

ITEM = re.compile(r" *(?:[-*+]|\d+\.) +\S")
FIRST_ITEM = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")
HEADING = re.compile(r"#{1,6}[ \w]")
NO_PARAGRAPH = re.compile(r" *(?:[-*+>|:#]|\d+\.|!!!|\?\?\?|\[[^\]]+\]:|\{)")
"""How a line begins that opens something else than a paragraph."""
RULER = re.compile(r" *\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *\|?)?\s*")
BOX = re.compile(r" *(?:!!!|\?\?\?\+?) ")

ELSEWHERE = (
    (
        "[!",
        r"^ *> *(\[![A-Za-z]+\])",
        "a note as GitHub writes it",
        "write !!! note, and its text below, indented by four spaces",
    ),
    (
        "~~",
        r"(~~)[^~\s][^~\n]*~~",
        "nothing is struck out here",
        "leave the words out, or say that they no longer hold",
    ),
    (":", r"(?<![\w:])(:[a-z][a-z0-9_+-]+:)(?![\w:])", "pictures have no short names here", "write the word"),
    ("1)", r"^ {0,3}(1\)) +\S", "a numbered list with brackets", "write it with full stops: 1. first, 2. second"),
    (
        "://",
        r"(?<![(<\"'\[=\w/:@.-])(https?://[^\s<>)\]]+)",
        "an address that nobody can click",
        "write [words](address), or <address>",
    ),
)
"""What a line holds that is looked at, pattern with the place as its group, what is wrong, what to write."""

DEFINITION = re.compile(r" *\[[^\]]+\]:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: its offset, its text, and the text without code; blank where there is nothing but code."""

    offset: int
    text: str
    masked: str

    @property
    def indent(self) -> int:
        """How many spaces it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))


def find_other_markdown(text: str, masked: str) -> Iterator[Fault]:
    """Everything in a page, given with and without its code, that would not become what its writer meant."""
    lines = list(_lines(text, masked))
    for line in lines:
        if not DEFINITION.match(line.masked):
            yield from _elsewhere(line, masked)
    blocks = [list(block) for blank, block in groupby(lines, key=lambda line: not line.masked.strip()) if not blank]
    for block in blocks:
        yield from (_fault(masked, line, message, hint) for line, message, hint in _in_block(block))
    for above, below in pairwise(blocks):
        yield from (_fault(masked, line, message, hint) for line, message, hint in _between(above, below))


def _lines(text: str, masked: str) -> Iterator[Line]:
    offset = 0
    for line, bare in zip(text.split("\n"), masked.split("\n"), strict=True):
        yield Line(offset=offset, text=line, masked=bare)
        offset += len(line) + 1


def _elsewhere(line: Line, page: str) -> Iterator[Fault]:
    for sign, pattern, message, hint in ELSEWHERE:
        for match in re.finditer(pattern, line.masked) if sign in line.masked else ():
            span = span_at(page, line.offset + match.start(1), len(match[1]))
            yield Fault(code="other-markdown", message=message, span=span, hint=hint)


Found = tuple[Line, str, str]
"""A line, what is wrong with it, what to do."""


def _in_block(block: Sequence[Line]) -> Iterator[Found]:
    """What is wrong in lines without an empty one between them."""
    for above, line in pairwise(block):
        if BOX.match(above.text) and line.indent < above.indent + INDENT:
            yield line, "text that is not in the box above it", f"indent it by {INDENT} spaces"
        if ITEM.match(above.text) and ITEM.match(line.text) and 0 < line.indent - above.indent < INDENT:
            yield (
                line,
                "a list inside a list, indented too little",
                f"indent it by {INDENT} spaces more than the item above",
            )
    yield from _in_paragraph(block)


def _in_paragraph(block: Sequence[Line]) -> Iterator[Found]:
    """A list or a table that begins in a paragraph: it goes on as text."""
    while block and HEADING.match(block[0].text):
        block = block[1:]
    margin = " " * (block[0].indent // INDENT * INDENT) if block else ""
    if not block or NO_PARAGRAPH.match(block[0].text):
        return
    for line in block[1:]:
        if FIRST_ITEM.match(line.text.removeprefix(margin)):
            yield line, "a list that begins in a paragraph is not one", "leave an empty line above it"
            return
    for line, ruler in pairwise(block[1:]):
        if RULER.fullmatch(ruler.text):
            yield line, "a table that begins in a paragraph is not one", "leave an empty line above it"


def _between(above: Sequence[Line], below: Sequence[Line]) -> Iterator[Found]:
    """Text below an item of a list that belongs to it, and is not indented as far as it must be."""
    items = [line for line in above if ITEM.match(line.text)]
    line = below[0]
    if items and 0 < line.indent - items[0].indent < INDENT and not NO_PARAGRAPH.match(line.text):
        yield line, "text that is not in the item above it", f"indent it by {INDENT} spaces"


def _fault(page: str, line: Line, message: str, hint: str) -> Fault:
    span = span_at(page, line.offset + line.indent, len(line.text.strip()))
    return Fault(code="other-markdown", message=message, span=span, hint=hint)
