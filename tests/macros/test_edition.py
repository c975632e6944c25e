"""Which edition of the handbook a build is."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.edition import read_edition


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
