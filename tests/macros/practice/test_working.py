"""A reader's own copy: written once, judged as often as they like."""

import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from tests.conftest import ROOT, SMALL

ANSWER = "practice/count-corners/answer.py"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small handbook."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def test_exercises_are_listed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["practice", "--root", str(root)]) == 0
    assert "count-corners  Count corners (introductory)" in capsys.readouterr().out


def test_the_first_time_writes_the_start_and_judges_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["practice", "--root", str(root), "count-corners"]) == 3
    printed = capsys.readouterr().out
    assert f"wrote {ANSWER}, which is yours to edit" in printed
    assert "0 of 2 tests pass. The statement is docs/exercises/count-corners.md" in printed
    assert (root / ANSWER).read_text() == (root / "exercises/count-corners/start.py").read_text()


def test_what_a_reader_wrote_is_never_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / ANSWER).parent.mkdir(parents=True)
    shutil.copy(root / "exercises/count-corners/solution.py", root / ANSWER)
    assert main(["practice", "--root", str(root), "count-corners"]) == 0
    assert "All 2 tests pass." in capsys.readouterr().out
    assert (root / ANSWER).read_text() == (root / "exercises/count-corners/solution.py").read_text()


def test_a_misspelt_exercise_is_guessed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["practice", "--root", str(root), "count-corner"]) == 1
    assert capsys.readouterr().err == "error: no exercise 'count-corner'; did you mean 'count-corners'?\n"


def test_an_exercise_with_faults_of_its_own_is_not_begun(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "exercises/count-corners/tests.py").unlink()
    assert main(["practice", "--root", str(root), "count-corners"]) == 1
    assert "missing-code" in capsys.readouterr().out
    assert not (root / ANSWER).exists()


def test_answers_are_kept_out_of_the_repository() -> None:
    assert "/practice/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
