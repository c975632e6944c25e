"""How a value is written: plain where YAML reads that back, quoted where it would not, folded where it is long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from macros.source import scalar

WIDTH = 120
"""The most columns of a line."""

MISREAD = re.compile(r"^[ ,\[\]{}#&*!|>'\"%@`]|^[-?:](?: |\Z)|:(?: |\Z)| #| \Z|[\t\n\ufffe\uffff]")
"""Where a plain text would be something else to YAML."""

BREAK = re.compile(r"(?<=[^ ]) (?=[^ ])")
"""Where a folded text may go on in the next line: at a single space between two words."""

UNWRITABLE = re.compile(r"[\t\ufffe\uffff]")
ESCAPED = re.compile(r"[\"\\\t\n\ufffe\uffff]")
ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\ufffe": "\\uFFFE", "\uffff": "\\uFFFF"}


def written_key(name: str) -> str:
    """The name of a field; it is text, whatever it looks like."""
    plain = name and not MISREAD.search(name) and not name.startswith(("---", "..."))
    return name if plain else _quoted(name)


def written_line(text: str) -> str:
    """A text on one line."""
    return text if isinstance(scalar(text), str) and not MISREAD.search(text) else _quoted(text)


def written_text(text: str, used: int, indent: int) -> list[str]:
    """The lines of a text that begins after `used` columns and may go on below, at an indent.

    Text on one line stays there where it fits or cannot be broken; several lines stay as they are where they fit.
    Everything else is folded, and what no block can hold exactly is quoted.
    """
    lines = text.removesuffix("\n").split("\n")
    single = written_line(text)
    if not _fits_block(lines) or (lines == [text] and (used + len(single) <= WIDTH or not BREAK.search(text))):
        return [single]
    room = WIDTH - indent
    end = "" if text.endswith("\n") else "-"
    can_fold = not any(line.startswith(" ") for line in lines)
    if len(lines) > 1 and (not can_fold or all(len(line) <= room for line in lines)):
        return [f"|{end}", *_indented(lines, indent)]
    return [f">{end}", *_indented(_folded(lines, room), indent)]


def wrapped(text: str, room: int) -> list[str]:
    """The words of a text in lines of at most `room` columns, but for words that are longer."""
    lines: list[str] = []
    for word in BREAK.split(text) if text else ():
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _fits_block(lines: Sequence[str]) -> bool:
    """Whether a block holds these lines exactly, without spaces at the ends of lines that an editor would take."""
    if not lines[0] or not lines[-1] or lines[0].startswith(" "):
        return False
    return not any(line.endswith(" ") or UNWRITABLE.search(line) for line in lines)


def _folded(lines: Sequence[str], room: int) -> Iterator[str]:
    """The lines in which a folded block holds these lines: an empty one stands for each line feed."""
    yield from wrapped(lines[0], room)
    for line in lines[1:]:
        yield ""
        yield from wrapped(line, room)


def _indented(lines: Iterable[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


def _quoted(text: str) -> str:
    return f'"{ESCAPED.sub(lambda match: ESCAPES[match.group()], text)}"'
