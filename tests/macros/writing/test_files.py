"""All the changes, or none: whatever fails, every file is as it was, and nothing lies about."""

import errno
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.writing.files import Changes, RefusedError, written

OLD = {"data/a.yml": "a\n", "data/b.yml": "b\n", "docs/c.md": "c\n"}
CHANGES: Changes = {
    "data/a.yml": "new a\n",
    "data/new/d.yml": "d\n",
    "data/b.yml": None,
    "docs/c.md": "new c\n",
    "docs/far/away/e.md": "e\n",
}
NEW = {"data/a.yml": "new a\n", "data/new/d.yml": "d\n", "docs/c.md": "new c\n", "docs/far/away/e.md": "e\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root with three files."""
    for name, text in OLD.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def found(root: Path) -> dict[str, str]:
    """Everything under a root: files with their texts, empty folders too."""
    return {
        path.relative_to(root).as_posix(): "" if path.is_dir() else path.read_text()
        for path in root.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


def failing(real: Callable[..., Any], number: int, error: BaseException) -> Callable[..., Any]:
    """A function that fails the numbered time that it is called."""
    calls = iter(range(1, 1000))

    def call(*arguments: Any, **options: Any) -> Any:
        if next(calls) == number:
            raise error
        return real(*arguments, **options)

    return call


def test_all_changes_are_made(root: Path) -> None:
    with written(root, CHANGES):
        assert {name: text for name, text in found(root).items() if not name.startswith(".writing-")} == NEW
    assert found(root) == NEW


@pytest.mark.parametrize("number", range(1, 5))
def test_where_a_replacement_fails_every_file_is_as_it_was(
    root: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", failing(os.replace, number, PermissionError(errno.EACCES, "Permission denied")))
    with (
        pytest.raises(RefusedError, match=r"cannot write .*: Permission denied; nothing was changed"),
        written(root, CHANGES),
    ):
        pass
    assert found(root) == OLD


@pytest.mark.parametrize("number", range(1, 5))
def test_where_the_disk_is_full_nothing_was_replaced(root: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fsync", failing(os.fsync, number, full))
    monkeypatch.setattr(os, "replace", failing(os.replace, 1, AssertionError("something was replaced")))
    with pytest.raises(RefusedError, match="No space left on device; nothing was changed"), written(root, CHANGES):
        pass
    assert found(root) == OLD


@pytest.mark.parametrize("number", range(1, 4))
def test_where_the_old_text_cannot_be_copied_nothing_was_replaced(
    root: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "copy2", failing(shutil.copy2, number, OSError(errno.EIO, "Input/output error")))
    with pytest.raises(RefusedError, match="Input/output error"), written(root, CHANGES):
        pass
    assert found(root) == OLD


@pytest.mark.parametrize("number", range(1, 5))
def test_an_interrupt_leaves_every_file_as_it_was(root: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", failing(os.replace, number, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt), written(root, CHANGES):
        pass
    assert found(root) == OLD


def test_where_the_block_fails_every_file_is_as_it_was(root: Path) -> None:
    with pytest.raises(RefusedError, match="not sound"), written(root, CHANGES):
        raise RefusedError("not sound")
    assert found(root) == OLD


def test_what_cannot_be_put_back_is_kept_beside_and_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = written(root, CHANGES)
    changes.__enter__()
    monkeypatch.setattr(os, "replace", failing(os.replace, 3, OSError(errno.EIO, "Input/output error")))
    with pytest.raises(RefusedError, match=r"cannot put back data/a\.yml: what they held is in .*\.writing-"):
        changes.__exit__(RefusedError, RefusedError("not sound"), None)
    copies = {name: text for name, text in found(root).items() if name.startswith(".writing-")}
    assert "a\n" in copies.values()
    assert found(root).items() - copies.items() == {**OLD, "data/a.yml": "new a\n"}.items()


def test_a_read_only_tree_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(io, "open", failing(io.open, 1, OSError(errno.EROFS, "Read-only file system")))
    with pytest.raises(RefusedError, match=r"cannot write data/a\.yml: Read-only file system"), written(root, CHANGES):
        pass
    assert found(root) == OLD


def test_a_folder_in_the_way_is_told_and_stays(root: Path) -> None:
    (root / "data" / "new").write_text("a file where a folder should be\n")
    with pytest.raises(RefusedError, match=r"cannot write data/new/d\.yml: "), written(root, CHANGES):
        pass
    assert found(root) == {**OLD, "data/new": "a file where a folder should be\n"}
