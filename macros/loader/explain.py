"""Pydantic's words into ours: each of its errors as a diagnostic with a place, in the words of the data."""

from __future__ import annotations

from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from macros.diagnostics import Diagnostic, at, suggest
from macros.models import MissingCode, Part, Record, part_in, values_in
from macros.source import Loc, Source

EXAMPLES = {
    "bad-id": "for example linear-maps",
    "bad-date": "for example 2026-01-31",
    "bad-address": "for example https://docs.python.org/3/",
    "html-in-data": "write Markdown where it is allowed (*emphasis*, `code`), or a space after <",
    "refused-address": "name other records by their fields; scripts and data are never linked",
}
"""What to write instead, for the errors that our own fields raise."""

_KINDS_OF_VALUE = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "model": "a mapping of fields",
}


def explain(error: ErrorDetails, source: Source, model: type[Record]) -> Diagnostic:
    """One of pydantic's errors as a diagnostic in the words of the data."""
    kind, loc = error["type"], error["loc"]
    if kind == "missing":
        return _missing(source, loc, model)
    if kind == "extra_forbidden":
        fields = _model_at(model, loc[:-1]).model_fields
        message = f"unknown field '{loc[-1]}'"
        return at(source, loc, "unknown-field", message, suggest(str(loc[-1]), fields), key=True)
    if error["input"] is None:
        return _empty(source, loc, model)
    if kind.endswith(("_type", "_parsing", "_from_float")):
        return _wrong_type(source, loc, error)
    if kind in EXAMPLES:
        return at(source, loc, kind, f"{_field_name(loc)} {error['msg']}", EXAMPLES[kind])
    return _wrong_value(source, loc, error, model)


def is_consequence(error: ErrorDetails) -> bool:
    """Whether an error only counts what other errors tell: a list whose items are wrong has too few good ones."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _wrong_value(source: Source, loc: Loc, error: ErrorDetails, model: type[Record]) -> Diagnostic:
    """A value of the right kind that its field does not allow."""
    kind, name, value = error["type"], _field_name(loc), error["input"]
    message, hint = f"{name}: {_lower(error['msg'])}", _limit_hint(kind)
    if kind == "literal_error":
        allowed = values_in(_field_at(model, loc))
        message = f"{name} cannot be {_shown(value)}"
        hint = suggest(str(value), allowed) or f"one of: {', '.join(allowed)}"
    elif kind == "too_short":
        message = f"{name} has {len(value)} of at least {error['ctx']['min_length']} items"
        hint = "add what is missing"
    return at(source, loc, "wrong-value", message, hint)


def _missing(source: Source, loc: Loc, model: type[Record]) -> Diagnostic:
    field = _field_at(model, loc)
    message = f"{_field_name(loc)} is missing"
    return at(source, loc[:-1], _missing_code(field), message, f"add '{loc[-1]}': {_meaning(field)}", key=True)


def _empty(source: Source, loc: Loc, model: type[Record]) -> Diagnostic:
    """A field or an item with nothing after its colon or dash."""
    field = _field_at(model, loc)
    needed = field.is_required() and isinstance(loc[-1], str)
    code, or_not = (_missing_code(field), "") if needed else ("wrong-type", "; or take the line out")
    return at(source, loc, code, f"{_field_name(loc)} is empty", f"write it: {_meaning(field)}{or_not}", key=True)


def _missing_code(field: FieldInfo) -> str:
    return next((item.code for item in field.metadata if isinstance(item, MissingCode)), "missing-field")


def _meaning(field: FieldInfo) -> str:
    return _lower((field.description or "").split("\n")[0]).rstrip(".")


def _wrong_type(source: Source, loc: Loc, error: ErrorDetails) -> Diagnostic:
    wanted = next((word for part, word in _KINDS_OF_VALUE.items() if error["type"].startswith(part)), "another kind")
    value = error["input"]
    quotes = wanted == "text" and isinstance(value, str | int | float) and value is not None
    hint = f'put it in quotes: "{str(value).lower() if isinstance(value, bool) else value}"' if quotes else ""
    if wanted == "a list":
        hint = "write each item on a line of its own, after '- '"
    return at(source, loc, "wrong-type", f"{_field_name(loc)} must be {wanted}, not {_kind_of(value)}", hint)


def _kind_of(value: Any) -> str:
    """What a plain value is, in words."""
    names: dict[type, str] = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list"}
    return names.get(type(value), "nothing" if value is None else "a mapping")


def _shown(value: Any) -> str:
    text = str(value)
    return (
        f"'{text if len(text) <= 40 else text[:37] + '...'}'"
        if isinstance(value, str | int | float)
        else _kind_of(value)
    )


def _limit_hint(kind: str) -> str:
    hints = {
        "string_too_short": "write at least one character",
        "string_too_long": "shorten it",
        "string_pattern_mismatch": "one line, without spaces at its ends",
    }
    return hints.get(kind, "")


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _field_name(loc: Loc) -> str:
    """`'requires.0.topic'` is called `'topic' of item 1 in 'requires'`; a record's own field by its name."""
    last = loc[-1]
    if isinstance(last, int):
        return f"item {last + 1} of '{loc[-2]}'"
    numbered = [index for index, step in enumerate(loc) if isinstance(step, int)]
    if not numbered:
        return f"'{'.'.join(str(step) for step in loc)}'"
    at = numbered[-1]
    return f"'{last}' of item {int(loc[at]) + 1} in '{loc[at - 1]}'"


def _field_at(model: type[Part], loc: Loc) -> FieldInfo:
    """The field that a way leads to; for an item, the field that holds its list."""
    last = max(at for at, step in enumerate(loc) if isinstance(step, str))
    return _model_at(model, loc[:last]).model_fields[str(loc[last])]


def _model_at(model: type[Part], loc: Loc) -> type[Part]:
    """The model of the part that a way leads to."""
    for step in loc:
        if isinstance(step, str) and (info := model.model_fields.get(step)) is not None:
            model = part_in(info.annotation) or model
    return model
