"""Whether this process still runs the code that lies on disk: modules once imported stay as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

CODE = Path(__file__).resolve().parent

_running: list[int] = []


class CodeChangedError(BaseException):
    """The package's code was edited; not an Exception, so that MkDocs lets it end the server."""


def remember_code() -> None:
    """Note which code this process runs; from now on `require_fresh_code` compares with it."""
    _running[:] = [stamp([CODE])]


def require_fresh_code() -> None:
    """Raise CodeChangedError where the code on disk is no longer the code that was remembered."""
    if _running and stamp([CODE]) != _running[0]:
        raise CodeChangedError


def stamp(paths: Iterable[Path]) -> int:
    """A number that changes with any file at or under these paths."""
    return hash(tuple(_stamps(paths)))


def _stamps(paths: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if "__pycache__" not in file.parts and file.is_file():
                status = file.stat()
                yield str(file), status.st_mtime_ns, status.st_size
