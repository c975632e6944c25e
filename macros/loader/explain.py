"""Pydantic's words into ours: each of its errors as a diagnostic with a place, in the words of the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from macros.diagnostics import Diagnostic, at, nearest, suggest
from macros.loader import hints
from macros.models import MODELS, MissingCode, Part, Record, Reference, part_in, reference_in, values_in
from macros.source import Loc, Source

MEANINGS = {
    "html-in-data": "write Markdown where it is allowed (*emphasis*, `code`), or a space after <",
    "macro-in-data": "name other records in the fields for them, like tools: or topics:; braces belong in `code`",
    "refused-address": "name other records by their fields; scripts and data are never linked",
}
"""What to write instead, for the errors of our own fields that say it of every value."""

OWN = {"bad-date", "bad-id", "bad-address", "unknown-currency", *MEANINGS}
"""The errors that our own fields raise; each is a code."""

_KINDS_OF_VALUE = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "model": "a mapping of fields",
}

_LIMITS = {
    "string_too_short": ("is empty", "write it, or remove the line"),
    "string_too_long": ("is longer than {max_length} characters", "shorten it"),
    "too_short": ("has {actual_length} of at least {min_length} items", "add what is missing"),
    "too_long": ("has more than {max_length} items", "keep the best"),
    "greater_than": ("must be more than {gt:g}", "write the real number, or remove the line"),
    "greater_than_equal": ("must be {ge:g} or more", "write the real number, or remove the line"),
    "less_than_equal": ("must be {le:g} or less", "write the real number, or remove the line"),
    "low-above-high": ("is less than 'low'", "write the smaller number first"),
}
"""What is wrong with a value of the right type, and what to do."""

MISPLACED = 3
"""From so many errors on, a record that would be right in another folder lies in the wrong one."""

FEW = 12
"""So many choices are told."""


def explain_all(errors: Sequence[ErrorDetails], source: Source, model: type[Record]) -> list[Diagnostic]:
    """A diagnostic for each mistake; what only follows from another one is not told."""
    misplaced = _nested(source) or (_other_kind(source, model) if len(errors) >= MISPLACED else None)
    if misplaced is not None:
        return [misplaced]
    meant = {_meant(error["loc"], model) for error in errors if error["type"] == "extra_forbidden"}
    return [explain(error, source, model) for error in errors if not _follows(error, meant)]


def explain(error: ErrorDetails, source: Source, model: type[Record]) -> Diagnostic:
    """One of pydantic's errors as a diagnostic in the words of the data."""
    kind, loc = error["type"], error["loc"]
    if kind == "missing":
        return _missing(source, loc, model)
    if kind == "extra_forbidden":
        return _unknown(source, loc, model)
    if error["input"] is None:
        return _empty(source, loc, model)
    if kind == "literal_error":
        return _not_a_choice(source, error, model)
    if kind.endswith(("_type", "_parsing", "_from_float")):
        return _wrong_type(source, error, model)
    if kind in _LIMITS or kind == "string_pattern_mismatch":
        return _out_of_bounds(source, error, model)
    if kind in OWN:
        return at(source, loc, kind, f"{_field_name(loc)} {error['msg']}", _own_hint(error, model))
    return at(source, loc, "wrong-value", f"{_field_name(loc)}: {_lower(error['msg'])}")


# --- mistakes of a whole record ------------------------------------------------------------------------------------


def _nested(source: Source) -> Diagnostic | None:
    """A record whose fields stand below a name of their own, as in a list of records."""
    items = list(source.value.items())
    if len(items) != 1 or not isinstance(items[0][1], dict):
        return None
    name = items[0][0]
    hint = f"delete the line '{name}:', and begin its fields in the first column"
    return at(source, (name,), "unknown-field", f"the whole record stands below '{name}'", hint, key=True)


def _other_kind(source: Source, model: type[Record]) -> Diagnostic | None:
    """A record that has exactly the fields of another kind."""
    others = [other for other in MODELS.values() if other is not model and _fits(set(source.value), other)]
    if len(others) != 1 or _fits(set(source.value), model):
        return None
    message = f"these are the fields of a {others[0].kind}, and this is the folder of {model.folder}"
    hint = f"move it to {source.name.replace(model.folder, others[0].folder, 1)}"
    return at(source, (), "wrong-place", message, hint)


def _fits(names: set[str], model: type[Record]) -> bool:
    fields = model.model_fields
    return names <= fields.keys() and {name for name, info in fields.items() if info.is_required()} <= names


def _follows(error: ErrorDetails, meant: set[Loc]) -> bool:
    """Whether an error is the shadow of another: a field missing that is misspelt, a list short of its broken items."""
    if error["type"] == "too_short":
        return bool(len(error["input"]) >= error["ctx"]["min_length"])
    return error["type"] == "missing" and error["loc"] in meant


# --- mistakes of a field -------------------------------------------------------------------------------------------


def _missing(source: Source, loc: Loc, model: type[Record]) -> Diagnostic:
    field = _field_at(model, loc)
    meaning = _meaning(field)
    if loc == ("id",):
        meaning = source.name.rpartition("/")[2].removesuffix(".yml")
    hint = f"add '{loc[-1]}': {meaning}".rstrip(": .")
    return at(source, loc[:-1], _missing_code(field), f"{_field_name(loc)} is missing", hint, key=True)


def _empty(source: Source, loc: Loc, model: type[Record]) -> Diagnostic:
    """A field or an item with nothing after its colon or dash."""
    field = _field_at(model, loc)
    needed = field.is_required() and isinstance(loc[-1], str)
    code, or_not = (_missing_code(field), "") if needed else ("wrong-type", "; or remove the line")
    return at(source, loc, code, f"{_field_name(loc)} is empty", f"write it: {_meaning(field)}{or_not}", key=True)


def _missing_code(field: FieldInfo) -> str:
    return next((item.code for item in field.metadata if isinstance(item, MissingCode)), "missing-field")


def _unknown(source: Source, loc: Loc, model: type[Record]) -> Diagnostic:
    name, part = str(loc[-1]), _model_at(model, loc[:-1])
    field, _, value = name.partition(":")
    spaced = value and field in part.model_fields
    hint = f"write a space after the colon: {field}: {value}" if spaced else suggest(name, part.model_fields)
    hint = hint or f"every field of a {model.kind} stands in schemas/{model.kind}.schema.json"
    return at(source, loc, "unknown-field", f"unknown field '{name}'", hint, key=True)


def _not_a_choice(source: Source, error: ErrorDetails, model: type[Record]) -> Diagnostic:
    loc = error["loc"]
    allowed = values_in(_field_at(model, loc))
    hint = suggest(str(error["input"]), allowed) or f"one of: {', '.join(allowed)}"
    return at(source, loc, "wrong-value", f"{_field_name(loc)} cannot be {_shown(error['input'])}", hint)


def _wrong_type(source: Source, error: ErrorDetails, model: type[Record]) -> Diagnostic:
    loc, value = error["loc"], error["input"]
    wanted = next((word for part, word in _KINDS_OF_VALUE.items() if error["type"].startswith(part)), "another kind")
    message = f"{_field_name(loc)} must be {wanted}, not {_kind_of(value)}"
    return at(source, loc, "wrong-type", message, _hint_for_type(wanted, value, source, loc, model))


def _hint_for_type(wanted: str, value: Any, source: Source, loc: Loc, model: type[Record]) -> str:
    match wanted:
        case "text":
            span = source.span(loc)
            written = source.line(span.line)[span.column - 1 : span.end - 1]
            return hints.for_text(value, written, _reference_at(model, loc))
        case "a list":
            return hints.for_list(value, _reference_at(model, loc))
        case "true or false":
            return hints.for_flag(value)
        case "a mapping of fields":
            fields = [name for name, info in _model_at(model, loc).model_fields.items() if info.is_required()]
            return f"write {{{', '.join(f'{name}: …' for name in fields)}}}"
    return hints.for_number(value, "12" if wanted == "a whole number" else "120000")


def _out_of_bounds(source: Source, error: ErrorDetails, model: type[Record]) -> Diagnostic:
    kind, loc = error["type"], error["loc"]
    if kind == "string_pattern_mismatch":
        hint = _meaning(_field_at(model, loc))
        if "\n" in error["input"] or error["input"] != error["input"].strip():
            hint = "write it on one line, without spaces at its ends"
        return at(source, loc, "wrong-value", f"{_field_name(loc)} cannot be {_shown(error['input'])}", hint)
    message, hint = _LIMITS[kind]
    limits = {**error.get("ctx", {}), "actual_length": len(error["input"]) if kind.startswith("too_") else 0}
    return at(source, loc, "wrong-value", f"{_field_name(loc)} {message.format(**limits)}", hint)


def _own_hint(error: ErrorDetails, model: type[Record]) -> str:
    """What to write instead of a value that one of our own fields refuses."""
    kind, value = error["type"], error["input"]
    if kind == "bad-date":
        return hints.for_date(value)
    if kind == "bad-id":
        reference = _reference_at(model, error["loc"])
        return hints.for_id(value, reference, MODELS[reference.kind].folder if reference else "")
    if kind == "unknown-currency":
        return hints.for_currency(value)
    return hints.for_address(value) if kind == "bad-address" else MEANINGS[kind]


# --- words ---------------------------------------------------------------------------------------------------------


def _kind_of(value: Any) -> str:
    """What a plain value is, in words."""
    names: dict[type, str] = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list"}
    return names.get(type(value), "nothing" if value is None else "a mapping")


def _shown(value: Any) -> str:
    text = str(value)
    shown = text if len(text) <= 40 else text[:37] + "..."
    return f"'{shown}'" if isinstance(value, str | int | float) else _kind_of(value)


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


# --- models --------------------------------------------------------------------------------------------------------


def _model_at(model: type[Part], loc: Loc) -> type[Part]:
    """The model of the part that a way leads to."""
    for step in loc:
        if isinstance(step, str) and (info := model.model_fields.get(step)) is not None:
            model = part_in(info.annotation) or model
    return model


def _meant(loc: Loc, model: type[Record]) -> Loc:
    """The way to the field that an unknown one was meant to be; its own way where none is near."""
    name, fields = str(loc[-1]).partition(":")[0], _model_at(model, loc[:-1]).model_fields
    return (*loc[:-1], nearest(name, fields) or name)


def _meaning(field: FieldInfo) -> str:
    """What a field means: its choices where they are few, else what its model says."""
    choices = values_in(field)
    few = 0 < len(choices) <= FEW
    return ", ".join(choices) if few else _lower((field.description or "").split("\n")[0]).rstrip(".")


def _field_at(model: type[Part], loc: Loc) -> FieldInfo:
    """The field that a way leads to; for an item, the field that holds its list."""
    last = max(at for at, step in enumerate(loc) if isinstance(step, str))
    return _model_at(model, loc[:last]).model_fields[str(loc[last])]


def _reference_at(model: type[Part], loc: Loc) -> Reference | None:
    """The reference that the field of a way declares, if it is one."""
    return reference_in(_field_at(model, loc))
