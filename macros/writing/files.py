"""The one place that changes the handbook's files: all the changes asked for, or none of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

Changes = Mapping[str, str | None]
"""Path below the root -> its new text, or None where the file goes."""


class RefusedError(Exception):
    """Why nothing was written and what to do about it, in one line."""


@contextmanager
def written(root: Path, changes: Changes) -> Iterator[None]:
    """The changes, while the block runs and after it; where it or one of them fails, every file is as it was.

    The new texts, and copies of the old ones, lie beside their files before the first is replaced: a full disk or a
    folder without permission is known by then, and what follows needs no room. Raises RefusedError with the reason.
    """
    pending = [_Change(root=root, name=name, text=text) for name, text in changes.items()]
    folders = [folder for change in pending for folder in change.path.parents if not folder.exists()]
    begun: list[_Change] = []
    try:
        _apply(pending, begun)
        yield
    except BaseException:
        left = _put_back(begun)
        _clear([change for change in pending if change not in left])
        _remove_empty(folders)
        if left:
            names = ", ".join(change.name for change in left)
            raise RefusedError(f"cannot put back {names}; copies that end in .old lie beside them") from None
        raise
    _clear(pending)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A file's change, with what lies beside the file until it is made: the new text, and a copy of the old one."""

    root: Path
    name: str
    text: str | None

    @property
    def path(self) -> Path:
        return self.root / self.name

    @property
    def new(self) -> Path:
        return self.path.with_name(f".{self.path.name}.{os.getpid()}.new")

    @property
    def old(self) -> Path:
        return self.path.with_name(f".{self.path.name}.{os.getpid()}.old")

    def stage(self) -> None:
        """Write the new text and the copy, down to the disk."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists():
            shutil.copy2(self.path, self.old)
        if self.text is not None:
            with self.new.open("xb") as file:
                file.write(self.text.encode())
                file.flush()
                os.fsync(file.fileno())
            if self.old.exists():
                shutil.copymode(self.old, self.new)

    def make(self) -> None:
        """Make the change, which takes no room on the disk."""
        if self.text is None:
            self.path.unlink()
        else:
            self.new.replace(self.path)

    def undo(self) -> None:
        """Put back what there was, whether or not the change was made."""
        if self.old.exists():
            self.old.replace(self.path)
        else:
            self.path.unlink(missing_ok=True)


def _apply(changes: Sequence[_Change], begun: list[_Change]) -> None:
    """Stage every change, then make each; `begun` tells which have to be undone if one fails."""
    name = ""
    try:
        for change in changes:
            name = change.name
            change.stage()
        for change in changes:
            name = change.name
            begun.append(change)
            change.make()
    except OSError as error:
        reason = error.strerror or "input or output error"
        raise RefusedError(f"cannot write {name}: {reason}; nothing was changed") from error


def _put_back(changes: Sequence[_Change]) -> list[_Change]:
    """Undo changes, the last one first; those that could not be undone."""
    left = []
    for change in reversed(changes):
        try:
            change.undo()
        except OSError:
            left.append(change)
    return left


def _clear(changes: Sequence[_Change]) -> None:
    for change in changes:
        for path in (change.new, change.old):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _remove_empty(folders: Sequence[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
