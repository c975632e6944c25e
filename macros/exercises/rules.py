"""What must hold between the records of exercises and their code."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic, at, suggest
from macros.exercises.code import FOLDER, PARTS, WRONG, Code, Codes
from macros.loader import Entry
from macros.models import Exercise


def check_codes(codes: Codes, catalog: Catalog) -> Iterator[Diagnostic]:
    """Every rule about exercises and their code, and what is wrong with the files themselves."""
    yield from codes.diagnostics
    yield from _missing_code(codes, catalog)
    yield from _unnamed_code(codes, catalog)


def _missing_code(codes: Codes, catalog: Catalog) -> Iterator[Diagnostic]:
    """An exercise has a start, tests, a solution and the wrong answers that its record names."""
    for entry, exercise in exercises_of(catalog):
        code = codes.exercises.get(exercise.id, Code(parts={}, wrong={}))
        for part in (part for part in PARTS if part not in code.parts):
            yield _missing(entry, ("id",), f"{part}.py")
        for number, wrong in enumerate(exercise.wrong):
            if wrong.file not in code.wrong:
                yield _missing(entry, ("wrong", number, "file"), f"{WRONG}/{wrong.file}.py")


def _missing(entry: Entry, loc: tuple[str | int, ...], file: str) -> Diagnostic:
    path = f"{FOLDER}/{entry.record.id}/{file}"
    return at(entry.source, loc, "missing-code", f"no file {path}", "write it")


def _unnamed_code(codes: Codes, catalog: Catalog) -> Iterator[Diagnostic]:
    """Code in `exercises/` belongs to a record, and a wrong answer is named by it."""
    for name, code in codes.exercises.items():
        if ("exercise", name) not in catalog.names:
            hint = suggest(name, catalog.ids("exercise")) or f"write data/{FOLDER}/{name}.yml"
            yield Diagnostic(path=f"{FOLDER}/{name}", code="unnamed-code", message=f"no exercise '{name}'", hint=hint)
        exercise = catalog.get("exercise", name)
        named = {wrong.file for wrong in exercise.wrong} if isinstance(exercise, Exercise) else set(code.wrong)
        for file in code.wrong.keys() - named:
            path = f"{FOLDER}/{name}/{WRONG}/{file}.py"
            message, hint = "a wrong answer that its record does not name", f"name it in data/{FOLDER}/{name}.yml"
            yield Diagnostic(path=path, code="unnamed-code", message=message, hint=hint)


def exercises_of(catalog: Catalog) -> Iterator[tuple[Entry, Exercise]]:
    """Every exercise, with its file."""
    for entry in catalog.entries.values():
        if isinstance(entry.record, Exercise):
            yield entry, entry.record
