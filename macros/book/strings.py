"""Text as typst reads it: strings, in which no sign means anything else."""

from __future__ import annotations

SIGNS = {code: f"\\u{{{code:x}}}" for code in (*range(32), 127)} | {ord("\\"): "\\\\", ord('"'): '\\"', 0x2028: " "}


def text(words: str) -> str:
    """Words as a string of typst's."""
    return f'"{words.translate(SIGNS)}"'
