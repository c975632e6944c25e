"""What a model is made of: the order of its fields, and what each of them holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic.fields import FieldInfo

from macros.models.base import FIRST, Part
from macros.models.fields import InlineMarkdown, Reference

Found = TypeVar("Found")


def reading_order(model: type[Part]) -> tuple[str, ...]:
    """A model's fields as a file has them: what every record has, then the kind's own, then what tells their age."""
    lineage = [base for base in model.__mro__ if issubclass(base, Part)]

    def place(field: str) -> int:
        if field in FIRST:
            return FIRST.index(field) - len(FIRST)
        return lineage.index([base for base in lineage if field in base.model_fields][-1])

    return tuple(sorted(model.model_fields, key=place))


def part_in(annotation: Any) -> type[Part] | None:
    """The part that an annotation speaks of: `Hours` for `Hours | None`, `Point` for `tuple[Point, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for inner in get_args(annotation) if (found := part_in(inner)) is not None), None)


def reference_in(field: FieldInfo) -> Reference | None:
    """The reference that a field declares, however deep; those of its parts are left to them."""
    return next(_declared(Reference, (field.annotation, *field.metadata)), None)


def texts_in(part: Part, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, bool]]:
    """The texts in a record: the way to each, the text, and whether it is inline Markdown."""
    for name, is_markdown in _fields(type(part)):
        value = getattr(part, name)
        items = [((index,), item) for index, item in enumerate(value)] if isinstance(value, tuple) else [((), value)]
        for step, item in items:
            if isinstance(item, Part):
                yield from texts_in(item, (*loc, name, *step))
            elif isinstance(item, str):
                yield (*loc, name, *step), item, is_markdown


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, bool], ...]:
    """The fields of a model, and whether each is inline Markdown."""
    declared = {name: (field.annotation, *field.metadata) for name, field in model.model_fields.items()}
    return tuple((name, any(_declared(InlineMarkdown, found))) for name, found in declared.items())


def values_in(field: FieldInfo) -> tuple[str, ...]:
    """The values that a field of a closed vocabulary allows; empty for any other field."""
    return next(_vocabularies(field.annotation), ())


def _declared(kind: type[Found], annotations: tuple[Any, ...]) -> Iterator[Found]:
    for annotation in annotations:
        if isinstance(annotation, kind):
            yield annotation
        else:
            yield from _declared(kind, get_args(annotation))


def _vocabularies(annotation: Any) -> Iterator[tuple[str, ...]]:
    if get_origin(annotation) is Literal:
        yield tuple(str(value) for value in get_args(annotation))
    else:
        for inner in get_args(annotation):
            yield from _vocabularies(inner)
