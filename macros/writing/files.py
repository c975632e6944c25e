"""The one place that changes the handbook's files: all the changes asked for, or none of them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

Changes = Mapping[str, str | None]
"""Path below the root -> its new text, or None where the file goes."""


class RefusedError(Exception):
    """Why nothing was written and what to do about it, in one line."""


@contextmanager
def written(root: Path, changes: Changes) -> Iterator[None]:
    """The changes, while the block runs and after it; where it or one of them fails, every file is as it was.

    The new texts, and copies of the old ones, lie in a folder below the root before the first file is replaced: a full
    disk or a folder without permission is known by then, and what follows needs no room. Raises RefusedError.
    """
    folders = [folder for name in changes for folder in (root / name).parents if not folder.exists()]
    begun: list[_Change] = []
    stage = _new_folder(root)
    pending = [_Change(root=root, name=name, text=text, stage=stage) for name, text in changes.items()]
    try:
        _apply(pending, begun)
        _remove_empty(_left(root, changes))
        yield
    except BaseException:
        left = _put_back(begun)
        _remove_empty(folders)
        if left:
            raise RefusedError(f"cannot put back {', '.join(left)}: what they held is in {stage}") from None
        shutil.rmtree(stage, ignore_errors=True)
        raise
    shutil.rmtree(stage, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A file's change, and where its new text and a copy of the old one lie until it is made."""

    root: Path
    name: str
    text: str | None
    stage: Path

    @property
    def path(self) -> Path:
        """The file."""
        return self.root / self.name

    @property
    def new(self) -> Path:
        """The new text."""
        return self.stage / "new" / self.name

    @property
    def old(self) -> Path:
        """The copy."""
        return self.stage / "old" / self.name

    def prepare(self) -> None:
        """Write the new text and the copy, down to the disk."""
        for path in (self.path, self.new, self.old):
            path.parent.mkdir(parents=True, exist_ok=True)
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
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.old.replace(self.path)
        else:
            self.path.unlink(missing_ok=True)


def _new_folder(root: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=".writing-", dir=root))
    except OSError as error:
        raise _refused(f"in {root}", error) from error


def _apply(changes: Sequence[_Change], begun: list[_Change]) -> None:
    """Prepare every change, then make each; `begun` tells which have to be undone if one fails."""
    name = ""
    try:
        for change in changes:
            name = change.name
            change.prepare()
        for change in changes:
            name = change.name
            begun.append(change)
            change.make()
    except OSError as error:
        raise _refused(name, error) from error


def _refused(name: str, error: OSError) -> RefusedError:
    return RefusedError(f"cannot write {name}: {error.strerror or 'input or output error'}; nothing was changed")


def _put_back(changes: Sequence[_Change]) -> list[str]:
    """Undo changes, the last one first; the files that could not be put back."""
    left = []
    for change in reversed(changes):
        try:
            change.undo()
        except OSError:
            left.append(change.name)
    return left


def _left(root: Path, changes: Changes) -> list[Path]:
    """The folders that files went from, the innermost first; those of `root` itself stay, empty or not."""
    gone = [PurePosixPath(name) for name, text in changes.items() if text is None]
    folders = {folder for name in gone for folder in name.parents if len(folder.parts) > 1}
    return [root / folder for folder in sorted(folders, key=lambda folder: -len(folder.parts))]


def _remove_empty(folders: Sequence[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
