from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import fresh


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands for the package's code."""
    (tmp_path / "room.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(fresh, "CODE", tmp_path)
    yield tmp_path
    fresh._running.clear()


def test_nothing_is_required_before_the_code_is_remembered(code: Path) -> None:
    (code / "room.py").write_text("x = 22\n", encoding="utf-8")
    fresh.require_fresh_code()


@pytest.mark.parametrize("edit", ["room.py", "new.py"])
def test_edited_and_new_code_is_noticed(code: Path, edit: str) -> None:
    fresh.remember_code()
    fresh.require_fresh_code()
    (code / edit).write_text("x = 333\n", encoding="utf-8")
    with pytest.raises(fresh.CodeChangedError):
        fresh.require_fresh_code()


def test_what_python_writes_by_itself_is_no_change(code: Path) -> None:
    fresh.remember_code()
    (code / "__pycache__").mkdir()
    (code / "__pycache__" / "room.pyc").write_bytes(b"x")
    fresh.require_fresh_code()
