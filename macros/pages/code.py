"""Where the code in a page is: there, braces and tags are literal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.source import Fault, span_at

FENCE = re.compile(r"^(?P<margin>[> ]*)(?P<fence>`{3,}|~{3,})(?P<header>[^`\n]*)$")
SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
LINES = r"[1-9][0-9]*(?:-[1-9][0-9]*)?"
OPTION = rf"title=\"[^\"<>{{}}`\\]*\"|hl_lines=\"{LINES}(?: {LINES})*\"|linenums=\"[1-9][0-9]*\""
HEADER = re.compile(rf"[ ]*(?:[A-Za-z][\w+-]*(?:[ ]+(?:{OPTION}))*)?[ ]*")
OPEN = re.compile(r"(?<!\\)`+|^[> \t]*(?:(?:[-*+:]|\d+[.)])[ \t]+)*(~{3,})", re.MULTILINE)


def mask_code(text: str) -> str:
    """The text with fenced blocks and code spans blanked; every other character keeps its offset.

    Only what is surely code is blanked: a fence closed by the same fence at the same margin, with a plain header,
    and a span closed on its own line. Whatever else looks like code is a fault (`find_open_code`).
    """
    lines = text.split("\n")
    number = 0
    hopeless: set[str] = set()
    while number < len(lines):
        end = _fence_end(lines, number, hopeless)
        if end is None:
            lines[number] = SPAN.sub(_blank, lines[number])
            number += 1
        else:
            lines[number : end + 1] = [" " * len(line) for line in lines[number : end + 1]]
            number = end + 1
    return "\n".join(lines)


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
