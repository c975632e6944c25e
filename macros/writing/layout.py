"""The one form of a data file: fields in the order of the model, text wrapped, comments above what they speak of."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from macros.models import Part, Record, part_in, reading_order
from macros.source import MAX_BYTES, Loc, Node, Source, parse
from macros.writing.comments import Comments, find_comments, place_comments
from macros.writing.texts import written_key, written_text

STEP = 2
"""How much further a block is indented than what it belongs to."""

MODELINE = "# yaml-language-server:"


class InexactError(ValueError):
    """A file, named by the error, of which the form would say something else than it does."""


def modeline(model: type[Record]) -> str:
    """The comment from which editors learn the schema of a file in the kind's folder."""
    return f"{MODELINE} $schema=../../schemas/{model.kind}.schema.json"


def laid_out(source: Source, model: type[Record] | None, unwanted: Collection[str] = ()) -> str:
    """A file without faults in its form; without a model its names are sorted. `unwanted` comments are left out.

    Raises InexactError where the values or comments would not be exactly what they are.
    """
    assert source.root is not None
    layout = _Layout(comments=place_comments(source.text, source.root), unwanted=unwanted)
    first = [modeline(model)] if model else []
    text = "".join(f"{line}\n" for line in (*first, *layout.document(source.root, model)))
    kept = [found.text for found in find_comments(source.text, source.root) if not layout.leaves_out(found.text)]
    if not _is_exact(text, source.value, first + kept):
        raise InexactError(source.name)
    return text


def _is_exact(text: str, value: Any, comments: list[str]) -> bool:
    """Whether a text can be read, and holds this value and these comments."""
    again = parse(text, "")
    if again.faults or again.root is None or len(text.encode()) > MAX_BYTES:
        return False
    found = [comment.text for comment in find_comments(text, again.root)]
    return sorted(found) == sorted(comments) and _spelled(again.value) == _spelled(value)


def _spelled(value: Any) -> str:
    """A value as a text that differs where a type does."""
    return json.dumps(value, sort_keys=True)


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """Writes the entries of one file, each between its comments."""

    comments: Comments
    unwanted: Collection[str]

    def leaves_out(self, comment: str) -> bool:
        """Whether a comment is one that the form has no place for, or writes itself."""
        return comment in self.unwanted or comment.startswith(MODELINE)

    def document(self, root: Node, model: type[Part] | None) -> Iterator[str]:
        """The lines of a whole file."""
        yield from self._block(root, (), model, 0) if root.value else ["{}"]
        yield from self._kept(self.comments.below.get((), ()), 0)

    def _block(self, node: Node, loc: Loc, model: type[Part] | None, indent: int) -> Iterator[str]:
        """The lines of the entries of a mapping or list."""
        for step in _in_order(node, model):
            child, way = node.children[step][1], (*loc, step)
            yield from self._kept(self.comments.above.get(way, ()), indent)
            if isinstance(step, int):
                yield from self._item(child, way, model, indent)
            else:
                yield from self._field(step, child, way, _model_below(model, step), indent)
            yield from self._kept(self.comments.below.get(way, ()), indent)

    def _field(self, name: str, node: Node, loc: Loc, model: type[Part] | None, indent: int) -> Iterator[str]:
        lead = f"{' ' * indent}{written_key(name)}:"
        if _has_entries(node):
            yield lead
            yield from self._block(node, loc, model, indent + STEP)
        else:
            yield from _after(lead, node, indent)

    def _item(self, node: Node, loc: Loc, model: type[Part] | None, indent: int) -> Iterator[str]:
        """An item's lines: the dash stands before its first entry, that entry's comments above the dash."""
        lead = f"{' ' * indent}-"
        if not _has_entries(node):
            yield from _after(lead, node, indent)
            return
        lines = list(self._block(node, loc, model, indent + STEP))
        first = next(number for number, line in enumerate(lines) if not line.lstrip(" ").startswith("#"))
        yield from (line[STEP:] for line in lines[:first])
        yield f"{lead} {lines[first][len(lead) + 1 :]}"
        yield from lines[first + 1 :]

    def _kept(self, comments: Sequence[str], indent: int) -> list[str]:
        return [" " * indent + comment for comment in comments if not self.leaves_out(comment)]


def _after(lead: str, node: Node, indent: int) -> Iterator[str]:
    """The lines of a plain value, or of an empty mapping or list, after a field's name or a dash."""
    rest: list[str] = []
    if isinstance(node.value, str):
        first, *rest = written_text(node.value, len(lead) + 1, indent + STEP)
    elif isinstance(node.value, dict | list):
        first = "{}" if isinstance(node.value, dict) else "[]"
    else:
        first = node.event.value
    yield f"{lead} {first}".rstrip(" ")
    yield from rest


def _has_entries(node: Node) -> bool:
    return isinstance(node.value, dict | list) and bool(node.value)


def _in_order(node: Node, model: type[Part] | None) -> Sequence[str | int]:
    """The steps to a node's children: a list's as they are, fields in reading order, other names after them, sorted."""
    if isinstance(node.value, list):
        return list(node.children)
    order = reading_order(model) if model else ()
    places = {name: place for place, name in enumerate(order)}
    return sorted(node.value, key=lambda name: (places.get(name, len(order)), name))


def _model_below(model: type[Part] | None, name: str) -> type[Part] | None:
    field = model.model_fields.get(name) if model else None
    return part_in(field.annotation) if field else None
