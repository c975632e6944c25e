"""The text that a record begins with: its required fields empty, the others as comments, each with its meaning."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from typing import get_origin

from pydantic.fields import FieldInfo

from macros.models import DAYS_OF_WORK, MODELS, Part, Record, part_in, reading_order, reference_in, values_in
from macros.writing.layout import STEP, modeline
from macros.writing.texts import WIDTH, wrapped

PAD = " " * STEP


def create_record(model: type[Record], record_id: str, today: datetime.date) -> str:
    """The text of a new record; the days on which it is written are filled in."""
    known = {"id": record_id, **dict.fromkeys(DAYS_OF_WORK, today.isoformat())}
    fields = [_field(name, model.model_fields[name], known.get(name, "")) for name in reading_order(model)]
    return "\n\n".join([modeline(model), *("\n".join(lines) for lines in fields)]) + "\n"


@cache
def own_comments(model: type[Record]) -> frozenset[str]:
    """The comments of a new record: what the formatter takes out again, also where optional fields were made real."""
    lines = create_record(model, "", datetime.date.min).split("\n")[1:]
    comments = {line.strip() for line in lines if line.lstrip().startswith("#")}
    inner = comments
    while inner := {line[1:].strip() for line in inner if line[1:].lstrip().startswith("#")}:
        comments |= inner
    return frozenset(comments)


def _field(name: str, field: FieldInfo, value: str = "") -> list[str]:
    """A field under its meaning; an optional one is a comment."""
    meaning = [f"# {line}" for line in wrapped(_meaning(field), WIDTH - 2 * STEP - 2)]
    lines = [*meaning, *_entry(name, field, value)]
    if field.is_required():
        return lines
    return [*meaning, *(f"# {line}" for line in lines[len(meaning) :])]


def _entry(name: str, field: FieldInfo, value: str) -> list[str]:
    """A field's name with its value, or with the layout of what belongs below it."""
    part, listed = part_in(field.annotation), _is_list(field)
    if part is not None:
        return [f"{name}:", *(f"{PAD}{line}" for line in (_item(part) * _least(field) if listed else _part(part)))]
    if listed:
        return [f"{name}:", *[f"{PAD}-"] * _least(field)]
    return [f"{name}: {value or _default(field)}".rstrip()]


def _part(part: type[Part]) -> list[str]:
    return [line for name in reading_order(part) for line in _field(name, part.model_fields[name])]


def _item(part: type[Part]) -> list[str]:
    """A part as the item of a list: the dash stands before its first field, below what that means."""
    lines = _part(part)
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [*lines[:first], f"- {lines[first]}", *(f"{PAD}{line}" for line in lines[first + 1 :])]


def _meaning(field: FieldInfo) -> str:
    """What a field means, and what it may hold where that is a closed list."""
    return " ".join([*(field.description or "").split(), *_allowed(field)])


def _allowed(field: FieldInfo) -> Iterator[str]:
    reference, values = reference_in(field), values_in(field)
    if reference is not None:
        ids = "Ids" if _is_list(field) else "An id"
        yield f"({ids} from data/{MODELS[reference.kind].folder}/.)"
    elif values:
        yield f"(One of: {', '.join(values)}.)"
    elif field.annotation is bool:
        yield "(true or false.)"


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple


def _least(field: FieldInfo) -> int:
    """How many items a list has at least; one is laid out in any case."""
    return max([1, *(getattr(limit, "min_length", 1) for limit in field.metadata)])


def _default(field: FieldInfo) -> str:
    """A default that is worth seeing."""
    default = "" if field.is_required() else field.default
    return str(default).lower() if isinstance(default, str | bool) else ""
