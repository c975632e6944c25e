"""One YAML text -> a plain value, and where every key and value in it stands.

Contributors are strangers: one document of mappings, lists and plain values is read; aliases, anchors, tags, hidden
characters, repeated keys, large files and deep nesting are refused with their place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.source.builder import Builder, Node, scalar, span_of
from macros.source.text import HIDDEN, MAX_BYTES, Fault, Span, find_conflict, line_of, line_starts, read_text, span_at

Loc = tuple[str | int, ...]
"""The way to a value: `("levels", "aware", "task")` or `("requires", 0, "topic")`."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file as read: its text, the plain value in it (None where it cannot be trusted) and its faults."""

    name: str
    text: str = ""
    value: Any = None
    faults: tuple[Fault, ...] = ()

    @cached_property
    def root(self) -> Node | None:
        """The tree of values and places, read again from the text when first asked for: few files have a finding."""
        builder = Builder(self.text, [])
        builder.run()
        return builder.root

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; empty beyond the end."""
        return line_of(self.text, number)

    def span(self, loc: Loc, *, key: bool = False) -> Span:
        """Where a value stands (its key with `key`), or its nearest ancestor where the way is not in the file."""
        node, mark = self.root, None
        for step in loc:
            if node is None or (child := node.children.get(step)) is None:
                continue
            mark, node = child
        if node is None:
            return Span(line=1, column=1, end=2)
        if key and mark is not None:
            return span_of(mark, self.text)
        return span_of(node.event, self.text)

    def part(self, loc: Loc, text: str, offset: int, length: int) -> Span:
        """Where a piece of a text value stands, however the file wraps and quotes the value; else where that stands."""
        whole = self.span(loc)
        start = line_starts(self.text)[whole.line - 1] + whole.column - 1
        before, piece = text[max(offset - 60, 0) : offset], text[offset : offset + length]
        for wrapped in (str, _in_double_quotes, _in_single_quotes):
            pattern = f"{_anyhow_spaced(wrapped(before))}({_anyhow_spaced(wrapped(piece))})"
            if found := re.compile(pattern).search(self.text, start, start + 3 * len(text) + 200):
                return span_at(self.text, found.start(1), found.end(1) - found.start(1))
        return whole


def _anyhow_spaced(text: str) -> str:
    """A pattern for a text with any spaces and line breaks where it has some."""
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", text))


def _in_double_quotes(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _in_single_quotes(text: str) -> str:
    return text.replace("'", "''")


def read(path: Path, name: str) -> Source:
    """Read a file; `name` is how messages call it."""
    text, faults = read_text(path)
    return parse(text, name, faults) if text is not None else Source(name=name, faults=tuple(faults))


def parse(text: str, name: str, faults: list[Fault] | None = None) -> Source:
    """Parse a text; whatever it holds, the answer is a Source and never an exception."""
    builder = Builder(text, faults or [])
    builder.run()
    return Source(
        name=name,
        text=text,
        value=builder.root.value if builder.trusted and builder.root else None,
        faults=tuple(builder.faults),
    )


__all__ = [
    "HIDDEN",
    "MAX_BYTES",
    "Fault",
    "Loc",
    "Node",
    "Source",
    "Span",
    "find_conflict",
    "parse",
    "read",
    "read_text",
    "scalar",
    "span_at",
]
