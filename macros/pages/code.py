"""Where the code and the formulas in a page are: there, braces and tags are literal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from macros.pages.formulas import INLINE, Formula, displayed_formula, inline_formula
from macros.source import Fault, span_at

FENCE = re.compile(r"^(?P<margin>[> ]*)(?P<fence>`{3,}|~{3,})(?P<header>[^`\n]*)$")
LINES = r"[1-9][0-9]*(?:-[1-9][0-9]*)?"
REASON = r"reason=\"([^\"<>{}`\\\n]*)\""
"""Why a block of Python does not come from an example that ran; readers do not see it."""
OPTION = rf"title=\"[^\"<>{{}}`\\]*\"|{REASON}|hl_lines=\"{LINES}(?: {LINES})*\"|linenums=\"[1-9][0-9]*\""
SPAN_OR_FORMULA = re.compile(rf"{INLINE.pattern}|(?<![\\`])(?P<mark>`+)(?!`)(.+?)(?<!`)(?P=mark)(?!`)")
MATH = re.compile(r"[ ]*math[ ]*(?P<name>\{[^{}]*\})?[ ]*")
HEADER = re.compile(rf"{MATH.pattern}|[ ]*(?:[A-Za-z][\w+-]*(?:[ ]+(?:{OPTION}))*)?[ ]*")
OPEN = re.compile(r"(?<!\\)`+|^[> \t]*(?:(?:[-*+:]|\d+[.)])[ \t]+)*(~{3,})", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block of code: where its fence stands, and what the fence says."""

    offset: int
    header: str

    @property
    def language(self) -> str:
        """The language, in lower case; empty where the fence names none."""
        return next(iter(self.header.split()), "").lower()

    @property
    def reason(self) -> str | None:
        """What the fence gives as its reason, if it gives one."""
        found = re.search(REASON, self.header)
        return found[1] if found else None


def mask_code(text: str) -> str:
    """The text with code and formulas blanked; every other character keeps its offset."""
    return read_code(text)[0]


def read_code(text: str, start: int = 0) -> tuple[str, list[Formula]]:
    """The text with fenced blocks, code spans and formulas blanked; and the formulas, in a page that has it at `start`.

    Only what is surely code is blanked: a fence closed by the same fence at the same margin, with a plain header,
    and a span closed on its own line. Whatever else looks like code is a fault (`find_open_code`).
    """
    lines = text.split("\n")
    fences = dict(_fences(lines))
    formulas: list[Formula] = []
    number = 0
    while number < len(lines):
        is_fence, stop = number in fences, fences.get(number, number) + 1
        block = lines[number:stop]
        formulas += _in_fence(block, start) if is_fence else _in_line(block[0], start)
        lines[number:stop] = [" " * len(line) if is_fence else _without_code(line) for line in block]
        start += sum(len(line) + 1 for line in block)
        number = stop
    return "\n".join(lines), formulas


def _without_code(line: str) -> str:
    return SPAN_OR_FORMULA.sub(_blank, line) if "`" in line else line


def _in_line(line: str, start: int) -> Iterator[Formula]:
    """The formulas in a line outside fences."""
    for match in SPAN_OR_FORMULA.finditer(line) if "$`" in line else ():
        if match["tex"] is not None:
            yield inline_formula(match, start)


def _in_fence(lines: list[str], start: int) -> Iterator[Formula]:
    """The formula that the lines of a fence are, if they are one."""
    opening = FENCE.match(lines[0])
    header = MATH.fullmatch(opening["header"]) if opening else None
    if opening and header:
        yield displayed_formula(lines, start, opening["margin"], header["name"] or "")


def find_blocks(text: str) -> Iterator[Block]:
    """Every fenced block that `mask_code` blanks."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for start, _ in _fences(lines):
        opening = FENCE.match(lines[start])
        assert opening is not None
        yield Block(offset=starts[start] + opening.start("fence"), header=opening["header"])


def without_reasons(text: str) -> str:
    """The text with blanks where a fence gives a reason: readers and Markdown's extensions know nothing of it."""
    for block in find_blocks(text):
        at = text.index(block.header, block.offset)
        header = re.sub(REASON, _blank, block.header)
        text = text[:at] + header + text[at + len(header) :]
    return text


def _fences(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each fenced block."""
    number = 0
    hopeless: set[str] = set()
    while number < len(lines):
        end = _fence_end(lines, number, hopeless)
        if end is not None:
            yield number, end
        number = number + 1 if end is None else end + 1


def find_open_code(masked: str) -> Iterator[Fault]:
    """Backticks and fences that `mask_code` left: the page's converter might see code where the checks saw none."""
    for match in OPEN.finditer(masked) if "`" in masked or "~~~" in masked else ():
        mark = match.group().strip("> \t") if match[1] is None else match[1]
        offset = match.end() - len(mark)
        hint = "close a span on its own line, a fence by the same fence below it; after the fence only a language"
        message = f"'{mark[:10]}' opens code that is not closed plainly"
        yield Fault(code="open-code", message=message, span=span_at(masked, offset, len(mark)), hint=hint)


def _fence_end(lines: list[str], start: int, hopeless: set[str]) -> int | None:
    """The line that closes the fence opened on a line, if one is; `hopeless` are closings that no line below is."""
    opening = FENCE.match(lines[start])
    if opening is None or not HEADER.fullmatch(opening["header"]):
        return None
    margin, closing = opening["margin"], opening["margin"] + opening["fence"]
    if closing in hopeless:
        return None
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.rstrip(" ") == closing:
            return number
        if line.strip() and not line.startswith(margin.rstrip(" ") if ">" in margin else margin):
            return None
    hopeless.add(closing)
    return None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
