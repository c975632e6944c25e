"""What contributors do wrong most often, one scripted edit each: the checker names file, line, field and the fix."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.diagnostics import Diagnostic, Severity
from macros.handbook import read_handbook
from tests.conftest import SMALL, TODAY, make_project, run_macros
from tests.contributing.edits import PENCIL, TOOL, Bad, page
from tests.contributing.edits.of_fields import FIELDS
from tests.contributing.edits.of_pages import PAGES
from tests.contributing.edits.of_records import RECORDS
from tests.contributing.edits.of_yaml import YAML

EDITS = {**YAML, **FIELDS, **RECORDS, **PAGES}

ROOTS_OF_FILES = {"data/term/dot.yml": "data/term"}
"""Where a file's finding is told of its folder."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small handbook with the longer pencil, every page of it in the navigation."""
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    (tmp_path / TOOL).write_text(PENCIL, encoding="utf-8")
    pages = sorted(path.relative_to(SMALL / "docs").as_posix() for path in (SMALL / "docs").rglob("*.md"))
    listed = [name if "/" not in name else f"{name.split('/')[0]}/" for name in pages]
    navigation = "".join(f"  - {name}\n" for name in dict.fromkeys([*listed, "tools/"]))
    (tmp_path / "mkdocs.yml").write_text(f"nav:\n{navigation}", encoding="utf-8")
    return tmp_path


def findings(root: Path) -> list[Diagnostic]:
    """What `python -m macros check --strict` would fail on."""
    return [found for found in read_handbook(root, TODAY).diagnostics if found.severity > Severity.REPORT]


def make(root: Path, bad: Bad) -> None:
    """Make an edit."""
    path = root / bad.path
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = bad.new if isinstance(bad.new, bytes) else bad.new.encode()
    if bad.old:
        before = path.read_bytes()
        assert before.count(bad.old.encode()) >= 1
        raw = before.replace(bad.old.encode(), raw, 1)
    path.write_bytes(raw)


def test_the_handbook_is_sound_before_the_edits(root: Path) -> None:
    assert findings(root) == []


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_with_file_line_word_and_fix(name: str, root: Path) -> None:
    bad = EDITS[name]
    make(root, bad)
    found = findings(root)
    places = [(told.path, told.span.line if told.span else 1, told.code) for told in found]
    path = ROOTS_OF_FILES.get(bad.path, bad.path)
    assert places == [(path, bad.line, bad.code)]
    assert all(bad.word in told.message for told in found)
    assert all(bad.fix in told.hint for told in found)


def test_there_are_more_than_enough_edits() -> None:
    assert len(EDITS) == len(YAML) + len(FIELDS) + len(RECORDS) + len(PAGES) >= 20


# --- what only the built site can tell -----------------------------------------------------------------------------


def test_a_link_to_a_heading_that_is_not_there_is_told_by_the_build(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    make(project, page("See [it](topics/lines.md#ideas) and [that](#nowhere).", 8, "", "", ""))
    ran = run_macros("build", "--root", str(project), "--site-dir", str(tmp_path / "site"))
    assert ran.returncode == 1
    assert "docs/about.md:8:" in ran.stdout
    assert "nothing on 'topics/lines.html' has the id 'ideas'" in ran.stdout
    assert "did you mean 'idea'?" in ran.stdout
    assert "'nowhere'" in ran.stdout
