"""`exercises/<id>/`: what a learner begins with, the tests, a solution and wrong answers, all read as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.diagnostics import Diagnostic, from_fault
from macros.models import slug
from macros.source import Source, read_text

FOLDER = "exercises"
PARTS = ("start", "tests", "solution")
"""The files of an exercise, without their ending; its wrong answers lie in a folder."""
WRONG = "wrong"
LAYOUT = f"an exercise holds {', '.join(f'{part}.py' for part in PARTS)} and {WRONG}/"


@dataclass(frozen=True, kw_only=True)
class Code:
    """The code of one exercise, file by file."""

    parts: Mapping[str, str]
    """`start`, `tests` and `solution`, as far as they are there."""
    wrong: Mapping[str, str]
    """The wrong answers, by the names of their files."""

    def files(self, exercise: str) -> Mapping[str, str]:
        """Every file's text by its path, for an exercise of this id."""
        parts = {f"{FOLDER}/{exercise}/{part}.py": text for part, text in self.parts.items()}
        return parts | {f"{FOLDER}/{exercise}/{WRONG}/{name}.py": text for name, text in self.wrong.items()}


STUB = '''\
def answer() -> float:
    """What it takes and gives, with shapes and units."""
'''
TESTS = """\
from answer import answer


def test_what_must_hold() -> None:
    assert answer() == 1.0, "what is probably wrong"
"""
BEGINNING = Code(
    parts={"start": f"{STUB}    raise NotImplementedError\n", "tests": TESTS, "solution": f"{STUB}    return 1.0\n"},
    wrong={},
)
"""What the code of a new exercise begins with."""


@dataclass(frozen=True, kw_only=True)
class Codes:
    """The code of all exercises by id, and what is wrong with any of it."""

    exercises: Mapping[str, Code] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def read_codes(root: Path) -> Codes:
    """Read `root/exercises`; whatever lies there, the answer is code and diagnostics."""
    found: list[Diagnostic] = []
    exercises: dict[str, Code] = {}
    for folder in _children(root / FOLDER):
        if folder.is_dir() and not folder.is_symlink():
            code = _read_code(folder, root, found)
            exercises |= {folder.name: code} if code.parts or code.wrong else {}
        else:
            found.append(_misplaced(folder, root, "an exercise is a folder with its id"))
    return Codes(exercises=exercises, diagnostics=tuple(found))


def _read_code(folder: Path, root: Path, found: list[Diagnostic]) -> Code:
    parts, wrong = {}, {}
    for path in _children(folder):
        if path.suffix == ".py" and path.stem in PARTS:
            parts[path.stem] = _read(path, root, found)
        elif path.name != WRONG or not path.is_dir() or path.is_symlink():
            found.append(_misplaced(path, root, LAYOUT))
    for path in _children(folder / WRONG):
        if path.suffix == ".py" and slug(path.stem) == path.stem:
            wrong[path.stem] = _read(path, root, found)
        else:
            found.append(_misplaced(path, root, f"rename it to {slug(path.stem) or 'forgot-to-centre'}.py"))
    return Code(parts=parts, wrong=wrong)


def _read(path: Path, root: Path, found: list[Diagnostic]) -> str:
    text, faults = read_text(path)
    source = Source(name=path.relative_to(root).as_posix(), text=text or "")
    found += [from_fault(fault, source) for fault in faults]
    return text or ""


def _misplaced(path: Path, root: Path, hint: str) -> Diagnostic:
    name = path.relative_to(root).as_posix()
    return Diagnostic(path=name, code="misplaced-code", message="no part of an exercise", hint=hint)


def _children(folder: Path) -> Iterator[Path]:
    """What lies in a folder, in order, but for what Python and desktops leave there."""
    names = sorted(path for path in folder.iterdir()) if folder.is_dir() else []
    return (path for path in names if not path.name.startswith(".") and path.name != "__pycache__")
