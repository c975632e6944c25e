"""Facts to be checked again: which, in which order, and the one issue that lists them."""

import datetime
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from macros.__main__ import main
from macros.overdue import MOST, Overdue, as_markdown, as_text
from tests.conftest import ROOT, SMALL

WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "stale.yml").read_text(encoding="utf-8"))
(ISSUE,) = WORKFLOW["jobs"]["issue"]["steps"]
GH = """#!/bin/sh
if test "$2" = list; then test "$OPEN" && echo "$OPEN"; exit 0; fi
echo "$*"
case "$*" in *--body-file*) cat ;; esac
"""


def stale(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The lines that the verb prints of the small handbook."""
    assert main(["stale", "--root", str(SMALL), *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def one(**fields: Any) -> Overdue:
    """A fact to be checked again."""
    known: dict[str, Any] = {
        "path": "data/claims/x.yml",
        "title": "X",
        "due": datetime.date(2026, 1, 1),
        "days": 3,
        "address": "https://a.example/",
    }
    return Overdue(**(known | fields))


def test_nothing_is_overdue_on_a_day_before_all_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert stale(capsys, "--on", "2026-11-21") == ["0 facts are to be checked again"]


def test_the_oldest_comes_first_and_nothing_fails(capsys: pytest.CaptureFixture[str]) -> None:
    lines = stale(capsys, "--on", "2036-01-01")
    days = [line.split(": due ")[1][:10] for line in lines[:-1]]
    assert days == sorted(days)
    assert lines[-1] == f"{len(days)} facts are to be checked again"
    assert len(days) == 6


def test_a_day_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(SystemExit):
        main(["stale", "--root", str(SMALL), "--on", "soon"])


@pytest.mark.parametrize("text", ["[x](https://e.example) @everyone <b>", "`` x", "a\n- [x] b", "::error::x\u202e"])
def test_hostile_text_is_nothing_but_text(text: str) -> None:
    found = [one(title=text, address=text)]
    inline = [token for token in MarkdownIt().parse(as_markdown(found)) if token.type == "inline"]
    assert {child.type for token in inline for child in token.children or []} <= {"text", "code_inline", "text_special"}
    assert as_text(found).count("\n") <= 2 + text.count("\n")
    assert "\u202e" not in as_text(found)


def test_an_issue_stays_below_what_it_can_hold() -> None:
    told = as_markdown([one(title="x" * 200, path="data/characteristics/" + "y" * 68)] * 1000)
    assert len(told) < 65_000
    assert f"- and {1000 - MOST} more" in told


@pytest.mark.parametrize(
    ("opened", "overdue", "expected"),
    [
        ("", "0 facts are to be checked again. How.", []),
        ("7", "0 facts are to be checked again. How.", ["issue close 7 --comment Everything has been checked again."]),
        (
            "",
            "2 facts $(touch x)",
            ["issue create --title Facts to be checked again --body-file -", "2 facts $(touch x)"],
        ),
        ("7", "2 facts `touch x`", ["issue edit 7 --body-file -", "2 facts `touch x`"]),
    ],
)
def test_there_is_one_issue_while_something_is_overdue(
    opened: str, overdue: str, expected: list[str], tmp_path: Path
) -> None:
    (tmp_path / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    told = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "OPEN": opened,
        "OVERDUE": overdue,
        "TITLE": ISSUE["env"]["TITLE"],
    }
    ran = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", ISSUE["run"]],  # noqa: S607 - as the workflow runs it
        cwd=tmp_path, env=os.environ | told, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines() == expected
    assert not (tmp_path / "x").exists()
