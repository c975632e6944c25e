"""What a topic and a skill need: reports while they are written, errors once they are said to be complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.diagnostics import Diagnostic, Severity
from macros.handbook import read_handbook
from tests.conftest import TODAY, make_project

CALL = '{{ example("line-lengths", figure="Three lines") }}'

BODY = f"""\
## The idea {{: #idea }}

{CALL}

## What goes wrong

It is bent.

## When not to use it {{: #not }}

For dots.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small handbook, in which the topic of lines lacks nothing."""
    make_project(tmp_path)
    (tmp_path / "docs" / "topics" / "lines.md").write_text(BODY, encoding="utf-8")
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    """Other words in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def gaps(root: Path, topic: str = "lines") -> list[Diagnostic]:
    """What is missing of a topic."""
    found = read_handbook(root, TODAY).diagnostics
    return [one for one in found if one.path == f"data/topics/{topic}.yml" and one.code.endswith("-topic")]


def complete(root: Path) -> None:
    """Say that the skill is complete."""
    with (root / "data" / "skills" / "sketching.yml").open("a", encoding="utf-8") as file:
        file.write("complete: true\n")


def test_a_topic_that_has_everything_is_told_nothing(project: Path) -> None:
    assert gaps(project) == []
    complete(project)
    assert gaps(project) == []


def test_a_topic_without_a_text_is_told_nothing_until_its_skill_is_complete(project: Path) -> None:
    assert gaps(project, "shapes") == []
    complete(project)
    (gap,) = gaps(project, "shapes")
    assert (gap.code, gap.severity) == ("incomplete-topic", Severity.ERROR)
    assert gap.message == "'sketching' is complete, but this topic has no text"


@pytest.mark.parametrize(
    ("file", "old", "new", "gap"),
    [
        ("docs/topics/lines.md", CALL, "", "no worked example"),
        ("docs/topics/lines.md", CALL, f"`{CALL}`", "no worked example"),
        ("docs/topics/lines.md", "## What goes wrong", "### What goes wrong", "no section 'What goes wrong'"),
        ("docs/topics/lines.md", "## When not to use it", "## When to", "no section 'When not to use it'"),
        ("data/topics/lines.yml", "level: introductory", "level: advanced", "no prerequisites at level advanced"),
        ("data/resources/drawing-book.yml", "login: false", "login: true", "no free resource without a login"),
    ],
)
def test_what_a_topic_lacks_is_a_report_until_its_skill_is_complete(
    project: Path, file: str, old: str, new: str, gap: str
) -> None:
    replace(project / file, old, new)
    (found,) = gaps(project)
    assert (found.code, found.severity) == ("unfinished-topic", Severity.REPORT)
    assert found.message == f"'lines' has {gap} so far"
    complete(project)
    (found,) = gaps(project)
    assert (found.code, found.severity) == ("incomplete-topic", Severity.ERROR)
    assert found.message.endswith(f"this topic has {gap}")


def test_a_topic_has_two_questions(project: Path) -> None:
    for path in sorted((project / "data" / "questions").iterdir())[1:]:
        path.unlink()
    (found,) = gaps(project)
    assert found.message == "'lines' has 1 of 2 questions so far"


def test_what_cannot_be_read_is_not_counted_as_missing(project: Path) -> None:
    for path in (project / "data" / "questions").iterdir():
        path.write_text("id: 5\n", encoding="utf-8")
    assert gaps(project) == []
