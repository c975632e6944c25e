"""`data/` -> entries and diagnostics: all of them at once, never stopping at the first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from macros.diagnostics import MOST, Diagnostic, at, from_fault, limited, suggest
from macros.loader.explain import explain_all
from macros.memory import remembered
from macros.models import FOLDERS, Record, is_id, slug
from macros.source import Fault, Source, parse, read, read_text

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
        if item.is_dir() and not os.access(item, os.R_OK | os.X_OK):
            message, hint = "a folder that cannot be read", "check its permissions"
            diagnostics.append(Diagnostic(path=_name(item, root), code="not-a-file", message=message, hint=hint))
        elif item.is_dir() and not item.is_symlink() and item.name in FOLDERS:
            for file in _children(item):
                problem = _misplaced(file)
                if problem is None:
                    yield file
                else:
                    diagnostics.append(
                        Diagnostic(path=_name(file, root), code=problem[0], message=problem[1], hint=problem[2])
                    )
        elif _name(item, root) != EXCEPTIONS:
            diagnostics.append(_no_kind(item, root))


def _no_kind(item: Path, root: Path) -> Diagnostic:
    """What lies in `data/` beside the kinds' folders: a folder that is none of them, or a record without a folder."""
    folders = f"one of: {', '.join(FOLDERS)}"
    if item.suffix in (".yml", ".yaml"):
        message, hint = "a record lies in the folder of its kind", folders
    else:
        message, hint = "no kind of record lives here", suggest(item.name, FOLDERS) or folders
    return Diagnostic(path=_name(item, root), code="wrong-place", message=message, hint=hint)


def _misplaced(file: Path) -> tuple[str, str, str] | None:
    """Code, message and hint, where a file cannot be a record."""
    if file.is_dir() and not file.is_symlink():
        return "wrong-place", "a folder inside a kind's folder", "records lie side by side"
    name = f"{slug(file.name.split('.')[0]) or 'linear-maps'}.yml"
    if file.suffix != ".yml":
        ending = f", not {file.suffix}" if file.suffix else ""
        return "wrong-place", f"a record's file ends in .yml{ending}", f"rename it to {name}"
    if not is_id(file.stem):
        message = "the file's name is not an id: lower-case words joined by hyphens"
        return "bad-id", message, f"rename it to {name}, and write its id so"
    return None


def _children(folder: Path) -> list[Path]:
    if not os.access(folder, os.R_OK | os.X_OK):
        return []
    with os.scandir(folder) as items:
        return sorted((Path(item.path) for item in items if not item.name.startswith(".")), key=lambda path: path.name)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


# --- one record ----------------------------------------------------------------------------------------------------


def _load(path: Path, name: str, model: type[Record]) -> tuple[Entry | None, list[Diagnostic]]:
    text, faults = read_text(path)
    return _record(name, text, tuple(faults), model, path.stem)


@remembered
def _record(
    name: str, text: str | None, faults: tuple[Fault, ...], model: type[Record], stem: str
) -> tuple[Entry | None, list[Diagnostic]]:
    """A record from its file's text, and from what is wrong with that already."""
    source = parse(text, name, list(faults)) if text is not None else Source(name=name, faults=faults)
    found = limited([from_fault(fault, source) for fault in source.faults[: MOST + 1]])
    if not isinstance(source.value, dict):
        return None, found
    try:
        record = model.model_validate(source.value)
    except ValidationError as error:
        errors = error.errors(include_url=False)[: MOST + 1]
        return None, found + limited(explain_all(errors, source, model))
    if record.id != stem:
        message = f"the id '{record.id}' is not the file's name"
        found.append(at(source, ("id",), "wrong-id", message, f"write id: {stem}, or rename the file"))
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
        wrong = [at(source, details["loc"], "wrong-type", "not an exception", hint) for details in error.errors()]
        return None, found + wrong
    return source, found
