"""The comments of a data file, and the entry that each of them stands above."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.source import Loc, Node

BLOCKS = ("|", ">")
FILLED = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment: its text from `#` on, where that begins, and what its line begins with."""

    text: str
    offset: int
    line: int
    column: int
    """The column of the first thing on its line."""
    trailing: bool
    """Whether it stands after something on its line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Where an entry begins: a field with its name, or an item of a list with its dash."""

    loc: Loc
    offset: int
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Comments:
    """The comments above each entry, and those below it: at the end of a block, where nothing follows."""

    above: Mapping[Loc, Sequence[str]]
    below: Mapping[Loc, Sequence[str]]


def find_comments(text: str, root: Node) -> Iterator[Comment]:
    """Every comment of a text: what begins with `#` outside names and values."""
    bare = _without_scalars(text, root)
    offset = 0
    for number, line in enumerate(bare.split("\n")):
        if (at := line.find("#")) >= 0:
            before = line[:at].strip()
            yield Comment(
                text=text[offset + at : offset + len(line)].rstrip(" "),
                offset=offset + at,
                line=number,
                column=len(line) - len(line.lstrip(" ")),
                trailing=before.strip("- ") != "",
            )
        offset += len(line) + 1


def place_comments(text: str, root: Node) -> Comments:
    """Each comment with the entry that it stands above, whose line it shares, or whose block it closes."""
    beginnings = list(_beginnings(root))
    offsets = [beginning.offset for beginning in beginnings]
    lines = [beginning.line for beginning in beginnings]
    above: defaultdict[Loc, list[str]] = defaultdict(list)
    below: defaultdict[Loc, list[str]] = defaultdict(list)
    for comment in find_comments(text, root):
        following = bisect_left(offsets, comment.offset)
        if comment.trailing and following > 0:
            first = min(bisect_left(lines, comment.line), following - 1)
            above[beginnings[first].loc].append(comment.text)
        elif (block := _closed_block(comment, beginnings, following)) is not None:
            below[block].append(comment.text)
        else:
            above[beginnings[following].loc].append(comment.text)
    return Comments(above=above, below=below)


def _closed_block(comment: Comment, beginnings: Sequence[Beginning], following: int) -> Loc | None:
    """The last entry of the block that a comment closes: it is indented like that block, and nothing follows there."""
    is_last = following == len(beginnings)
    outside = 0 if is_last else beginnings[following].column
    for beginning in reversed(beginnings[:following] if comment.column > outside else ()):
        if beginning.column <= outside:
            break
        if beginning.column <= comment.column:
            return beginning.loc
    return () if is_last else None


def _beginnings(node: Node, loc: Loc = ()) -> Iterator[Beginning]:
    """Where the entries below a node begin, in the order of the text."""
    for step, (key, child) in node.children.items():
        mark = (child.event if key is None else key).start_mark
        listed = key is None and not node.event.flow_style
        column = node.event.start_mark.column if listed else mark.column
        yield Beginning(loc=(*loc, step), offset=mark.index, line=mark.line, column=column)
        yield from _beginnings(child, (*loc, step))


def _scalars(node: Node) -> Iterator[Any]:
    """The events of the names and plain values below a node, in the order of the text."""
    if not isinstance(node.value, dict | list):
        yield node.event
    for key, child in node.children.values():
        if key is not None:
            yield key
        yield from _scalars(child)


def _without_scalars(text: str, root: Node) -> str:
    """The text with a letter for each character of a name or value; the line that opens a block stays."""
    pieces, last = [], 0
    for event in _scalars(root):
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in BLOCKS:
            start = max(start, text.find("\n", start, end))
        pieces += [text[last:start], FILLED.sub("x", text[start:end])]
        last = end
    return "".join([*pieces, text[last:]])
