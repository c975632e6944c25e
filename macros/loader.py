"""`data/` -> entries and diagnostics: all of them at once, never stopping at the first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros.diagnostics import Diagnostic, from_fault, suggest
from macros.models import FOLDERS, ID, MissingCode, Part, Record
from macros.source import Loc, Source, Span, read

EXCEPTIONS = "data/exceptions.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record and the file it came from."""

    record: Record
    source: Source


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What `data/` holds: `names` also has the records that could not be read, so that links to them are no errors."""

    entries: tuple[Entry, ...]
    names: frozenset[tuple[str, str]]
    exceptions: Source | None
    diagnostics: tuple[Diagnostic, ...]


def load(root: Path) -> Loaded:
    """Read every record under `root/data`."""
    entries: list[Entry] = []
    names: set[tuple[str, str]] = set()
    diagnostics: list[Diagnostic] = []
    for item in _files(root, diagnostics):
        model = FOLDERS[item.parent.name]
        names.add((model.kind, item.stem))
        entry, found = _load(item, _name(item, root), model)
        diagnostics += found
        if entry is not None:
            entries.append(entry)
    exceptions, found = _load_exceptions(root)
    return Loaded(
        entries=tuple(entries),
        names=frozenset(names),
        exceptions=exceptions,
        diagnostics=(*diagnostics, *found),
    )


# --- files ---------------------------------------------------------------------------------------------------------


def _files(root: Path, diagnostics: list[Diagnostic]) -> Iterator[Path]:
    """The records' files in order; whatever else lies in `data/` is a diagnostic."""
    for item in _children(root / "data"):
        if item.is_dir() and not item.is_symlink() and item.name in FOLDERS:
            for file in _children(item):
                problem = _misplaced(file)
                if problem is None:
                    yield file
                else:
                    diagnostics.append(
                        Diagnostic(path=_name(file, root), code=problem[0], message=problem[1], hint=problem[2])
                    )
        elif _name(item, root) != EXCEPTIONS:
            hint = suggest(item.name, FOLDERS) or f"one of: {', '.join(FOLDERS)}"
            message = "no kind of record lives here"
            diagnostics.append(Diagnostic(path=_name(item, root), code="wrong-place", message=message, hint=hint))


def _misplaced(file: Path) -> tuple[str, str, str] | None:
    """Code, message and hint, where a file cannot be a record."""
    if file.is_dir() and not file.is_symlink():
        return "wrong-place", "a folder inside a kind's folder", "records lie side by side"
    if file.suffix != ".yml":
        return "wrong-place", f"a record's file ends in .yml, not '{file.suffix}'", f"rename it to {file.stem}.yml"
    if not ID.fullmatch(file.stem) or len(file.stem) > 64:
        return "bad-id", "the file's name is not an id", "lower-case words joined by hyphens, like linear-maps.yml"
    return None


def _children(folder: Path) -> list[Path]:
    with os.scandir(folder) as items:
        return sorted((Path(item.path) for item in items if not item.name.startswith(".")), key=lambda path: path.name)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


# --- one record ----------------------------------------------------------------------------------------------------


def _load(path: Path, name: str, model: type[Record]) -> tuple[Entry | None, list[Diagnostic]]:
    source = read(path, name)
    found = [from_fault(fault, source) for fault in source.faults]
    if not isinstance(source.value, dict):
        return None, found
    try:
        record = model.model_validate(source.value)
    except ValidationError as error:
        return None, found + [_explain(details, source, model) for details in error.errors(include_url=False)]
    if record.id != path.stem:
        message = f"the id '{record.id}' is not the file's name"
        found.append(_at(source, ("id",), "wrong-id", message, f"write id: {path.stem}, or rename the file"))
        return None, found
    return Entry(record=record, source=source), found


def _load_exceptions(root: Path) -> tuple[Source | None, list[Diagnostic]]:
    """`data/exceptions.yml`: rule -> record -> reason."""
    if not os.path.lexists(root / EXCEPTIONS):
        return None, []
    source = read(root / EXCEPTIONS, EXCEPTIONS)
    found = [from_fault(fault, source) for fault in source.faults if fault.code != "empty"]
    try:
        TypeAdapter(dict[str, dict[str, str]]).validate_python(source.value or {}, strict=True)
    except ValidationError as error:
        hint = "write rule: {kind/id: reason}"
        wrong = [_at(source, details["loc"], "wrong-type", "not an exception", hint) for details in error.errors()]
        return None, found + wrong
    return source, found


# --- pydantic's words into ours ------------------------------------------------------------------------------------

_KINDS_OF_VALUE = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "model": "a mapping of fields",
}


def _explain(error: ErrorDetails, source: Source, model: type[Record]) -> Diagnostic:
    """One of pydantic's errors as a diagnostic in the words of the data."""
    kind, loc = error["type"], error["loc"]
    if kind == "missing":
        return _missing(source, loc, model)
    if kind == "extra_forbidden":
        fields = _model_at(model, loc[:-1]).model_fields
        message = f"unknown field '{loc[-1]}'"
        return _at(source, loc, "unknown-field", message, suggest(str(loc[-1]), fields), key=True)
    name = _field_name(loc)
    if kind == "literal_error":
        allowed = [str(value) for value in get_args(_literal(_model_at(model, loc[:-1]), str(loc[-1])))]
        hint = suggest(str(error["input"]), allowed) or f"one of: {', '.join(allowed)}"
        return _at(source, loc, "wrong-value", f"{name} cannot be {_shown(error['input'])}", hint)
    if kind.endswith(("_type", "_parsing", "_from_float")):
        return _wrong_type(source, loc, error)
    if kind in ("bad-id", "bad-date", "bad-address"):
        return _at(source, loc, kind, f"{name} {error['msg']}", _example(kind))
    return _at(source, loc, "wrong-value", f"{name}: {_lower(error['msg'])}", _limit_hint(kind))


def _missing(source: Source, loc: Loc, model: type[Record]) -> Diagnostic:
    info = _model_at(model, loc[:-1]).model_fields[str(loc[-1])]
    own = next((item.code for item in info.metadata if isinstance(item, MissingCode)), "missing-field")
    meaning = (info.description or "").split("\n")[0]
    message = f"{_field_name(loc)} is missing"
    return _at(source, loc[:-1], own, message, f"add '{loc[-1]}': {_lower(meaning)}".rstrip(": ."), key=True)


def _wrong_type(source: Source, loc: Loc, error: ErrorDetails) -> Diagnostic:
    wanted = next((word for part, word in _KINDS_OF_VALUE.items() if error["type"].startswith(part)), "another kind")
    value = error["input"]
    quotes = wanted == "text" and isinstance(value, str | int | float) and value is not None
    hint = f'put it in quotes: "{str(value).lower() if isinstance(value, bool) else value}"' if quotes else ""
    if wanted == "a list":
        hint = "write each item on a line of its own, after '- '"
    return _at(source, loc, "wrong-type", f"{_field_name(loc)} must be {wanted}, not {_kind_of(value)}", hint)


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


def _example(code: str) -> str:
    examples = {"bad-id": "linear-maps", "bad-date": "2026-01-31", "bad-address": "https://docs.python.org/3/"}
    return f"for example {examples[code]}"


def _limit_hint(kind: str) -> str:
    hints = {
        "string_too_short": "write at least one character",
        "string_too_long": "shorten it",
        "string_pattern_mismatch": "one line, without spaces at its ends",
        "too_short": "add what is missing",
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


def _at(source: Source, loc: Loc, code: str, message: str, hint: str = "", *, key: bool = False) -> Diagnostic:
    span = source.span(loc, key=key) if loc else Span(line=1, column=1, end=2)
    return Diagnostic(path=source.name, code=code, message=message, span=span, hint=hint, line=source.line(span.line))


# --- finding one's way in a model ----------------------------------------------------------------------------------


def _model_at(model: type[Part], loc: Loc) -> type[Part]:
    """The model of the part that a way leads to."""
    for step in loc:
        if isinstance(step, str) and (info := model.model_fields.get(step)) is not None:
            model = part_in(info.annotation) or model
    return model


def part_in(annotation: Any) -> type[Part] | None:
    """The part that an annotation speaks of: `Hours` for `Hours | None`, `Point` for `tuple[Point, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for inner in get_args(annotation) if (found := part_in(inner)) is not None), None)


def _literal(model: type[Part], field: str) -> Any:
    """The Literal in a field's annotation, also inside `| None`."""
    annotation = model.model_fields[field].annotation
    inner = [option for option in get_args(annotation) if get_args(option)]
    return inner[0] if inner else annotation
