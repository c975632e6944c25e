"""Which edition of the handbook a build is."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.edition import Edition, at_commit, read_edition
from tests.repositories import commit, git


@pytest.mark.parametrize(
    ("changes", "version", "unreleased"),
    [
        ("# Changelog\n\n## 1.2.0 (2026-11-21)\n\n- x\n\n## 1.1.0\n", "1.2.0", False),
        ("# Changelog\n\n## Unreleased\n\n- x\n\n## [1.1.0] - 2026-10-01\n", "1.1.0", True),
        ("# Changelog\n\n## Unreleased\n", "", False),
        ("", "", False),
    ],
)
def test_the_version_is_the_last_that_was_released(
    tmp_path: Path, changes: str, version: str, unreleased: bool
) -> None:
    (tmp_path / "CHANGELOG.md").write_text(changes, encoding="utf-8")
    edition = read_edition(tmp_path)
    assert (edition.version, edition.unreleased) == (version, unreleased)


def test_the_day_is_the_commits_in_utc_wherever_it_is_built(tmp_path: Path) -> None:
    assert read_edition(tmp_path, "1795305599").date == "2026-11-21"
    assert read_edition(tmp_path, "1795305600").date == "2026-11-22"
    assert read_edition(tmp_path).date == ""


KNOWN = Edition(date="2026-11-21", version="1.2.0", unreleased=True)


def test_a_cover_names_the_commit_and_says_when_files_differ_from_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "page.md").write_text("One", encoding="utf-8")
    name = commit(tmp_path)[:12]
    told = at_commit(KNOWN, tmp_path).told()
    assert told == f"Version 1.2.0 and later changes · 2026-11-21 · commit {name}"
    (tmp_path / "page.md").write_text("Two", encoding="utf-8")
    assert at_commit(KNOWN, tmp_path).told() == f"{told} with changes that are in none"


def test_a_cover_says_when_no_commit_is_known(tmp_path: Path) -> None:
    told = "Version 1.2.0 and later changes · made on 2026-11-21 from no known commit"
    assert at_commit(KNOWN, tmp_path).told() == told
    git(tmp_path, "init", "--quiet")
    assert at_commit(KNOWN, tmp_path).told() == told


def test_the_commit_of_a_repository_around_the_handbook_is_not_its_own(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "handbook").mkdir()
    (tmp_path / "handbook" / "page.md").write_text("One", encoding="utf-8")
    commit(tmp_path)
    assert at_commit(KNOWN, tmp_path / "handbook").commit == ""
