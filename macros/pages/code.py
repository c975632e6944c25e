"""Where the code in a page is: there, braces and tags are literal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from macros.source import Fault, span_at

FENCE = re.compile(r"^(?P<margin>[> ]*)(?P<fence>`{3,}|~{3,})(?P<header>[^`\n]*)$")
SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
LINES = r"[1-9][0-9]*(?:-[1-9][0-9]*)?"
REASON = r"reason=\"([^\"<>{}`\\\n]*)\""
"""Why a block of Python does not come from an example that ran; readers do not see it."""
OPTION = rf"title=\"[^\"<>{{}}`\\]*\"|{REASON}|hl_lines=\"{LINES}(?: {LINES})*\"|linenums=\"[1-9][0-9]*\""
HEADER = re.compile(rf"[ ]*(?:[A-Za-z][\w+-]*(?:[ ]+(?:{OPTION}))*)?[ ]*")
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
    """The text with fenced blocks and code spans blanked; every other character keeps its offset.

    Only what is surely code is blanked: a fence closed by the same fence at the same margin, with a plain header,
    and a span closed on its own line. Whatever else looks like code is a fault (`find_open_code`).
    """
    lines = text.split("\n")
    masked = list(lines)
    inside = 0
    for start, end in _fences(lines):
        masked[inside:start] = [SPAN.sub(_blank, line) for line in lines[inside:start]]
        masked[start : end + 1] = [" " * len(line) for line in lines[start : end + 1]]
        inside = end + 1
    masked[inside:] = [SPAN.sub(_blank, line) for line in lines[inside:]]
    return "\n".join(masked)


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
    for match in OPEN.finditer(masked):
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
