"""The files of one state of the handbook -> its records as plain values, its pages and its code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.models import FOLDERS
from macros.source import MAX_BYTES, parse

FOLDERS_READ = ("data", "docs", "examples", "exercises")
"""The folders that hold the handbook's content."""

Key = tuple[str, str]
"""Kind and id: a record's name, and that of an example or an exercise's code."""

Files = Mapping[str, bytes]
"""What is in files, by their names."""


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """One state of the handbook.

    A record is the plain value of its file, whether or not today's models accept it, or the file's text where that
    is no record at all. What lies in a folder that is no kind's today goes by the folder's name.
    """

    records: Mapping[Key, dict[str, Any] | str]
    pages: Files
    code: Mapping[Key, Files]
    """The files of each example, by topic and name; and those of each exercise, from its folder."""


def snapshot(files: Files) -> Snapshot:
    """The state that files make, given by their paths from the handbook's folder; hidden files are passed over."""
    seen = {path: raw for path, raw in files.items() if not any(part.startswith(".") for part in path.split("/"))}
    records = {key: _record(path, raw) for path, raw in seen.items() if (key := _key(path)) is not None}
    pages = {path.removeprefix("docs/"): raw for path, raw in seen.items() if path.startswith("docs/")}
    return Snapshot(records=records, pages=pages, code=_code(seen))


def _code(files: Files) -> Mapping[Key, Files]:
    """The files of examples and exercises, by what they belong to."""
    found: defaultdict[Key, dict[str, bytes]] = defaultdict(dict)
    for path, raw in files.items():
        if (key := code_of(path)) is not None:
            found[key][path.split("/", maxsplit=1 if key[0] == "example" else 2)[-1]] = raw
    return found


def code_of(path: str) -> Key | None:
    """The example or exercise whose code a file is part of."""
    match path.split("/"):
        case ["examples", _, name]:
            return "example", name.partition(".")[0]
        case ["exercises", exercise, _, *_]:
            return "exercise", exercise
    return None


def read_tree(root: Path) -> Snapshot:
    """The state of a folder as it lies on disk."""
    return snapshot(dict(_files(root)))


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every regular file of the content; links to other files are not followed, as in the build."""
    for folder in FOLDERS_READ:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix(), _content(path)


def _content(path: Path) -> bytes:
    """What is in a file; nothing where it may not be read, which is for the check to tell."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _key(path: str) -> Key | None:
    """The record that a file holds, by its path: `data/tools/pytorch.yml` is `("tool", "pytorch")`."""
    match path.split("/"):
        case ["data", folder, name] if name.endswith(".yml"):
            kind = FOLDERS[folder].kind if folder in FOLDERS else folder
            return kind, name.removesuffix(".yml")
        case ["data", "exceptions.yml"]:
            return "exceptions", "exceptions"
    return None


def _record(path: str, raw: bytes) -> dict[str, Any] | str:
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    value = parse(text, path).value if len(raw) <= MAX_BYTES else None
    return value if isinstance(value, dict) else text
