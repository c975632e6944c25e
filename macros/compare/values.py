"""Two plain values of a record -> the edits between them: fields by name, items of lists by id or value."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from typing import Any

from macros.compare.changes import Edit, Way
from macros.models import Part, part_in

Model = type[Part] | None
"""What is known of a value's fields today; None where today's models know nothing of it."""

MOST_PAIRED = 20
"""The most texts of a list that are compared with each other to find which one was edited into which."""

LONGEST_PAIRED = 2000
"""The longest text that is compared so: prose in a record is no longer."""


def find_edits(old: Any, new: Any, model: Model) -> list[Edit]:
    """What was done to a record; writing something in another way, or a default out, is no edit."""
    return list(_edits(normal(old, model), normal(new, model), model, ()))


def normal(value: Any, model: Model) -> Any:
    """A value without what means nothing: defaults, empty fields, line breaks in text, `.0` of a whole number."""
    match value:
        case dict():
            fields = {name: normal(item, _model_of(model, name)) for name, item in value.items()}
            return {name: item for name, item in fields.items() if not _means_nothing(item, name, model)}
        case list():
            return [normal(item, model) for item in value]
        case str():
            return " ".join(value.split())
        case float() if value.is_integer():
            return int(value)
    return value


def _means_nothing(value: Any, name: str, model: Model) -> bool:
    info = model.model_fields.get(name) if model else None
    return value in (None, [], {}) or (info is not None and not info.is_required() and _same(value, info.default))


def _model_of(model: Model, field: str) -> Model:
    info = model.model_fields.get(field) if model else None
    return part_in(info.annotation) if info else None


def _edits(old: Any, new: Any, model: Model, way: Way) -> Iterator[Edit]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in _in_order([*old, *new], model):
            yield from _edits(old.get(name), new.get(name), _model_of(model, name), (*way, name))
    elif isinstance(old, list | None) and isinstance(new, list | None):
        yield from _list_edits(old or [], new or [], model, way)
    elif not _same(old, new):
        yield Edit(way=way, old=old, new=new)


def _in_order(names: list[str], model: Model) -> list[str]:
    """Each name once: the fields of the model in its order, the others after them."""
    known = list(model.model_fields) if model else []
    return [*(name for name in known if name in names), *dict.fromkeys(name for name in names if name not in known)]


def _list_edits(old: list[Any], new: list[Any], model: Model, way: Way) -> Iterator[Edit]:
    """Items that changed, went and came; then the order of those that stayed."""
    before, after = _named(old, model), _named(new, model)
    if before is None or after is None:
        before, after = _by_value(old), _by_value(new)
    stayed = [name for name in before if name in after]
    for name in stayed:
        yield from _edits(before[name], after[name], model, (*way, name))
    yield from _gone_and_come(before, after, way)
    if stayed != (order := [name for name in after if name in before]):
        yield Edit(way=way, old=_shown(stayed, before), new=_shown(order, after), moved=True)


def _gone_and_come(before: dict[str, Any], after: dict[str, Any], way: Way) -> Iterator[Edit]:
    gone = {name: item for name, item in before.items() if name not in after}
    come = {name: item for name, item in after.items() if name not in before}
    for name, item in gone.items():
        other = _like(item, come)
        yield Edit(way=(*way, *_step(name, item)), old=item, new=come.pop(other) if other is not None else None)
    for name, item in come.items():
        yield Edit(way=(*way, *_step(name, item)), new=item)


def _like(text: Any, others: dict[str, Any]) -> str | None:
    """The text among others that this one was edited into, if one is alike."""
    if not isinstance(text, str) or len(text) > LONGEST_PAIRED:
        return None
    texts = [name for name, item in others.items() if isinstance(item, str) and len(item) <= LONGEST_PAIRED]
    return next(iter(difflib.get_close_matches(text, texts[:MOST_PAIRED], n=1, cutoff=0.6)), None)


def _named(items: list[Any], model: Model) -> dict[str, Any] | None:
    """Items by name: mappings by their `id`, or by the first field of their model; None where that is no name."""
    field = "id" if model is None or "id" in model.model_fields else next(iter(model.model_fields))
    names = [item.get(field) if isinstance(item, dict) else None for item in items]
    if not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        return None
    return dict(zip(map(str, names), items, strict=True))


def _by_value(items: list[Any]) -> dict[str, Any]:
    """Items by what they are: a text by itself, anything else by its JSON; twice the same is once."""
    return {item if isinstance(item, str) else json.dumps(item, sort_keys=True): item for item in items}


def _step(name: str, item: Any) -> Way:
    """The step of a way that leads to an item: its name, where it has one of its own."""
    return (name,) if isinstance(item, dict) and name in item.values() else ()


def _shown(names: list[str], items: dict[str, Any]) -> list[Any]:
    """Items in an order: mappings by name, the others as they are."""
    return [name if isinstance(items[name], dict) else items[name] for name in names]


def _same(old: Any, new: Any) -> bool:
    """Equal, and of one kind: `true` is not 1."""
    return type(old) is type(new) and bool(old == new)
