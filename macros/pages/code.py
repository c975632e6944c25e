"""Where the code in a page is: there, braces and tags are literal."""

from __future__ import annotations

import re

FENCE = re.compile(r"^(?P<margin>[> ]*)(?P<fence>`{3,}|~{3,})(?P<header>[^`\n]*)$")
SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
HEADER = re.compile(
    r"[ ]*(?P<language>[\w+-]+)?(?:[ ]+(?:title=\"[^\"<>{}]*\"|hl_lines=\"[\d -]*\"|linenums=\"\d+\"))*[ ]*"
)


def mask_code(text: str) -> str:
    """The text with fenced blocks and code spans blanked; every other character keeps its offset.

    Only what is surely code is blanked: a fence closed by the same fence at the same margin, with a plain header,
    and a span closed on its own line. Anything else is checked as if it were prose.
    """
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        end = _fence_end(lines, number)
        if end is None:
            lines[number] = SPAN.sub(_blank, lines[number])
            number += 1
        else:
            lines[number : end + 1] = [" " * len(line) for line in lines[number : end + 1]]
            number = end + 1
    return "\n".join(lines)


def _fence_end(lines: list[str], start: int) -> int | None:
    """The line that closes the fence opened on a line, if one is."""
    opening = FENCE.match(lines[start])
    if opening is None or not HEADER.fullmatch(opening["header"]):
        return None
    margin, closing = opening["margin"], opening["margin"] + opening["fence"]
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.rstrip(" ") == closing:
            return number
        if line.strip() and not line.startswith(margin.rstrip(" ") if ">" in margin else margin):
            return None
    return None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
