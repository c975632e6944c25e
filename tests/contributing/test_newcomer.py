"""The scripted newcomer: its correction is sound, and its figures are told. The whole runs in a workflow of its own."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from benchmarks import newcomer
from macros.compare import compare, headline, snapshot
from macros.models import Tool
from macros.source import parse
from tests.conftest import ROOT, TODAY

FIGURES = {"clone": 0.1, "set-up": 60.0, "first check": 20.5, "second check": 9.0, "total": 90.1}


def test_the_correction_is_a_sound_record_and_one_changed_fact() -> None:
    before = (ROOT / newcomer.FACT).read_text(encoding="utf-8")
    after = newcomer.corrected(before, TODAY + datetime.timedelta(days=400))
    Tool.model_validate(parse(after, newcomer.FACT).value)
    states = [snapshot({newcomer.FACT: text.encode()}) for text in (before, after)]
    assert headline(compare(*states)) == newcomer.HEADLINE


def test_a_record_without_the_field_to_correct_stops_the_newcomer() -> None:
    with pytest.raises(newcomer.StepError, match="has no field 'latest'"):
        newcomer.corrected("id: pytorch\n", TODAY)


def test_the_newcomer_follows_what_contributing_says() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "`make check`" in contributing
    fields = re.findall(r"^ +- `(source|checked_on|recheck_after)`: ", contributing, re.MULTILINE)
    assert fields == ["source", "checked_on", "recheck_after"]


@pytest.mark.parametrize(("total", "status"), [(newcomer.BAR, 0), (newcomer.BAR + 0.1, 1)])
def test_more_than_the_bar_fails(
    total: float, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(newcomer, "measure", lambda *_: {**FIGURES, "total": total})
    monkeypatch.setattr("sys.argv", ["newcomer.py"])
    assert newcomer.main() == status
    assert capsys.readouterr().out == (
        f"newcomer: clone 0.1 s, set-up 60.0 s, first check 20.5 s, second check 9.0 s, total {total} s (bar 300 s)\n"
    )


def test_the_figures_are_told_as_json_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(newcomer, "measure", lambda *_: FIGURES)
    monkeypatch.setattr("sys.argv", ["newcomer.py", "--json"])
    assert newcomer.main() == 0
    assert json.loads(capsys.readouterr().out) == {"seconds": FIGURES, "bar": newcomer.BAR}


def test_a_step_that_fails_is_told_with_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["newcomer.py", str(tmp_path / "nothing")])
    assert newcomer.main() == 1
    told = capsys.readouterr().err
    assert told.startswith("git clone --quiet ")
    assert "does not exist" in told


def test_a_newcomer_has_path_and_home_alone() -> None:
    assert set(newcomer.environment()) == {"PATH", "HOME"}
