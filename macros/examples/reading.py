"""`examples/` -> the examples by their ids, and what is wrong with them; nothing is run."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from macros.diagnostics import Diagnostic, Severity, from_fault, suggest
from macros.examples.figure import find_active, size
from macros.examples.record import ExampleRecord, fingerprint
from macros.models import is_id, slug
from macros.source import Source, read, read_text

FOLDER = "examples"
ENDINGS = (".py", ".yml", ".svg")

CODES: Mapping[str, str] = {
    "misplaced-example": "An example is examples/TOPIC/ID.py, and beside it lies only what it gave.",
    "repeated-example": "An example's id stands once in the handbook.",
    "stale-example": "What stands beside an example is what its code gave.",
    "unsafe-figure": "A figure is a picture, with nothing in it that runs or asks for anything.",
}

AGAIN = "run: make examples id={id}"


@dataclass(frozen=True, kw_only=True)
class Example:
    """The code of an example and what it gave; `record` and `figure` may be stale where a diagnostic says so."""

    id: str
    topic: str
    text: str
    record: ExampleRecord | None
    figure: str | None

    @property
    def name(self) -> str:
        """The path of its code, from the handbook's folder."""
        return f"{FOLDER}/{self.topic}/{self.id}.py"

    @property
    def figure_size(self) -> tuple[int, int]:
        """Width and height of its figure, in pixels."""
        return size(self.figure) if self.figure else (0, 0)

    def diagnostic(self, code: str, message: str, hint: str, *, severity: Severity = Severity.ERROR) -> Diagnostic:
        """A finding about the whole example."""
        return Diagnostic(path=self.name, code=code, message=message, hint=hint, severity=severity)


@dataclass(frozen=True, kw_only=True)
class Examples:
    """Every example by its id, and everything that is wrong with them."""

    by_id: Mapping[str, Example]
    diagnostics: tuple[Diagnostic, ...]


def read_examples(root: Path, topics: Collection[str]) -> Examples:
    """Read `root/examples`; `topics` are the ids that its folders may have."""
    by_id: dict[str, Example] = {}
    diagnostics: list[Diagnostic] = []
    for path in _files(root / FOLDER):
        name = path.relative_to(root).as_posix()
        if (fault := _misplaced(path, name, topics)) is not None:
            diagnostics.append(Diagnostic(path=name, code="misplaced-example", message=fault[0], hint=fault[1]))
        elif path.suffix == ".py":
            example, found = _read(path, name)
            diagnostics += found
            if example is not None and (other := by_id.setdefault(example.id, example)) is not example:
                message, hint = f"{other.name} has this id too", "give one of them another name"
                diagnostics.append(example.diagnostic("repeated-example", message, hint))
    return Examples(by_id=by_id, diagnostics=tuple(diagnostics))


def _files(folder: Path) -> Iterator[Path]:
    """Everything in the folder, in order, but for what tools leave there and their settings."""
    for path in sorted(folder.rglob("*"), key=lambda path: path.as_posix()):
        parts = path.relative_to(folder).parts
        if parts != ("ruff.toml",) and not any(part.startswith((".", "__pycache__")) for part in parts):
            yield path


def _misplaced(path: Path, name: str, topics: Collection[str]) -> tuple[str, str] | None:
    """Message and hint, where something does not belong where it lies."""
    parts = name.split("/")
    if path.is_dir() and not path.is_symlink():
        return _misplaced_folder(parts, topics)
    where = "an example lies in the folder of its topic: examples/TOPIC/ID.py"
    if len(parts) != 3:
        return "no example lies here", where
    if not is_id(path.stem) or path.suffix not in ENDINGS:
        return "not a name of an example: an id and .py", f"rename it to {slug(path.stem) or 'linear-maps'}.py"
    if not path.with_suffix(".py").exists():
        return f"there is no {path.stem}.py that gave this", "delete it"
    return None


def _misplaced_folder(parts: list[str], topics: Collection[str]) -> tuple[str, str] | None:
    if len(parts) > 2:
        return "a folder inside a topic's folder", "examples lie side by side"
    if parts[-1] not in topics:
        return f"no topic '{parts[-1]}'", suggest(parts[-1], topics) or "name the folder after a topic of data/topics/"
    return None


def _read(path: Path, name: str) -> tuple[Example | None, list[Diagnostic]]:
    """An example with its record and its figure, and what is wrong with any of the three."""
    text, faults = read_text(path)
    found = [from_fault(fault, Source(name=name, text=text or "")) for fault in faults]
    if text is None:
        return None, found
    record, wrong = _read_record(path.with_suffix(".yml"), name)
    figure, unsafe = _read_figure(path.with_suffix(".svg"), name)
    example = Example(id=path.stem, topic=path.parent.name, text=text, record=record, figure=figure)
    return example, [*found, *wrong, *unsafe, *(() if wrong or unsafe else _stale(example))]


def _read_record(path: Path, name: str) -> tuple[ExampleRecord | None, list[Diagnostic]]:
    if not os.path.lexists(path):
        return None, []
    source = read(path, name.replace(".py", ".yml"))
    found = [from_fault(fault, source) for fault in source.faults]
    if found or not isinstance(source.value, dict):
        return None, found
    try:
        return ExampleRecord.model_validate(source.value), []
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        message = f"not what `make examples` writes: {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}"
        hint = AGAIN.format(id=path.stem)
        return None, [Diagnostic(path=source.name, code="stale-example", message=message, hint=hint)]


def _read_figure(path: Path, name: str) -> tuple[str | None, list[Diagnostic]]:
    if not os.path.lexists(path):
        return None, []
    name = name.replace(".py", ".svg")
    text, faults = read_text(path)
    if text is None or faults:
        return None, [from_fault(fault, Source(name=name, text=text or "")) for fault in faults]
    if active := find_active(text):
        message, hint = f"a figure may not hold {active}", f"draw it with matplotlib, and {AGAIN.format(id=path.stem)}"
        return None, [Diagnostic(path=name, code="unsafe-figure", message=message, hint=hint)]
    return text, []


def _stale(example: Example) -> Iterator[Diagnostic]:
    """What stands beside an example is what its code gave."""
    record, hint = example.record, AGAIN.format(id=example.id)
    if record is None:
        yield example.diagnostic("stale-example", "nothing says what it gives", hint)
    elif record.code != fingerprint(example.text):
        yield example.diagnostic("stale-example", "the code changed after it ran", hint)
    elif (record.figure is None) != (example.figure is None):
        word = "missing" if example.figure is None else "not what it drew"
        yield example.diagnostic("stale-example", f"the figure beside it is {word}", hint)
    elif example.figure is not None and record.figure != fingerprint(example.figure):
        yield example.diagnostic("stale-example", "the figure changed after it was drawn", hint)
