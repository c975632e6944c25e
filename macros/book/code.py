"""Blocks of code as lines of coloured pieces, none longer than the sheet is wide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

WIDTH = 88
"""How many signs of code fit on a line of a sheet."""

CONTINUES = 4
"""How far the rest of a line that was too long is indented."""

COLOURS = {
    "c": "comment",
    "g": "comment",
    "k": "keyword",
    "ow": "keyword",
    "s": "string",
    "m": "number",
    "l": "number",
    "nf": "name",
    "nc": "name",
    "nd": "name",
    "nt": "name",
}
"""The first letters of a highlighter's class -> which of our colours it has; the longest that fits is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some signs in one colour; no colour is the text's own."""

    text: str
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of code, or the rest of one that was too long."""

    pieces: tuple[Piece, ...]
    number: str = ""
    is_marked: bool = False
    continues: bool = False

    @property
    def text(self) -> str:
        """Its signs."""
        return "".join(piece.text for piece in self.pieces)


def read_code(node: LexborNode, width: int = WIDTH) -> tuple[Line, ...]:
    """The lines of a block of code, those that are too long broken."""
    lines: list[list[Piece]] = [[]]
    numbers: dict[int, str] = {}
    marked: set[int] = set()
    for text, colour, number, is_marked in _texts(node):
        if number:
            numbers[len(lines) - 1] = number
        for index, part in enumerate(text.split("\n")):
            if index:
                lines.append([])
            if part:
                lines[-1].append(Piece(text=part, colour=colour))
                marked |= {len(lines) - 1} if is_marked else set()
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    whole = (
        Line(pieces=tuple(pieces), number=numbers.get(index, ""), is_marked=index in marked)
        for index, pieces in enumerate(lines)
    )
    return tuple(part for line in whole for part in broken(line, width))


def _texts(node: LexborNode) -> Iterator[tuple[str, str, str, bool]]:
    """The texts in a block: signs, colour, the number that begins there, whether the line is marked."""
    for child in node.traverse(include_text=True):
        if child.is_text_node and child.parent is not None:
            kinds = [parent.attributes.get("class") or "" for parent in _parents(child, node)]
            yield child.text_content or "", colour_of(kinds[0] if kinds else ""), "", "hll" in kinds
        elif (number := child.attributes.get("data-linenos")) is not None:
            yield "", "", number.strip(), False


def _parents(node: LexborNode, top: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None and parent.mem_id != top.mem_id:
        yield parent
        parent = parent.parent


def colour_of(kind: str) -> str:
    """Our colour for a highlighter's class."""
    kind = kind.partition(" ")[0]
    return next((COLOURS[kind[:length]] for length in (2, 1) if kind[:length] in COLOURS), "")


def broken(line: Line, width: int) -> Iterator[Line]:
    """A line as several that are short enough: broken after a space, or anywhere where there is none."""
    while len(line.text) > width:
        space = line.text.rfind(" ", width // 2, width) + 1
        first, rest = _split(line.pieces, space or width)
        yield replace(line, pieces=first)
        indent = Piece(text=" " * CONTINUES)
        line = replace(line, pieces=(indent, *rest), number="", continues=True)
    yield line


def _split(pieces: tuple[Piece, ...], at: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces up to a sign, and those after it."""
    first: list[Piece] = []
    for index, piece in enumerate(pieces):
        if len(piece.text) >= at:
            head, tail = replace(piece, text=piece.text[:at]), replace(piece, text=piece.text[at:])
            return (*first, head), tuple(one for one in (tail, *pieces[index + 1 :]) if one.text)
        first.append(piece)
        at -= len(piece.text)
    return tuple(first), ()
