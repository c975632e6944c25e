"""Imports run downwards only: source, then diagnostics, then models, and so on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

ORDER = [
    "memory",
    "aside",
    "running",
    "source",
    "diagnostics",
    "formulas",
    "models",
    "loader",
    "catalog",
    "paths",
    "examples",
    "checks",
    "pages",
    "exercises",
    "handbook",
    "writing",
    "drawing",
    "render",
    "navigation",
    "policy",
    "rebuild",
    "finishing",
    "accessible",
    "edition",
    "searching",
    "planner",
    "site",
    "book",
    "compare",
    "overdue",
    "outside",
    "export",
    "plain",
    "recording",
    "practice",
    "fresh",
    "publish",
    "generator",
    "hooks",
    "server",
    "__init__",
    "verbs",
    "__main__",
]
"""The rooms of the package; each imports only those above it."""

KNOW_MKDOCS = {"generator", "hooks"}

FILES = sorted((ROOT / "macros").rglob("*.py"))


def room(path: Path) -> str:
    """The room that a file belongs to."""
    parts = path.relative_to(ROOT / "macros").parts
    return parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room(path) for path in FILES} == set(ORDER)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_rooms_above_it(path: Path) -> None:
    own = [name.split(".")[1] for name in imports(path) if name.startswith("macros.")]
    assert [name for name in own if ORDER.index(name) > ORDER.index(room(path))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_last_rooms_know_mkdocs(path: Path) -> None:
    found = [name for name in imports(path) if name.split(".")[0] in ("mkdocs", "mkdocs_macros", "material")]
    assert found == [] or room(path) in KNOW_MKDOCS


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_can_be_read_in_a_few_minutes(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").split("\n")) <= 360


DEVELOPERS_PAGE = ROOT / "docs" / "how-it-is-made.md"


def test_the_page_for_developers_names_rooms_in_their_order() -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", DEVELOPERS_PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert named == [name for name in ORDER if name in named]
    assert len(named) > 10


def test_the_code_on_the_page_for_developers_is_the_code() -> None:
    blocks = re.findall(
        r"^```python[^\n]*\n(.*?)^```", DEVELOPERS_PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    code = "".join(path.read_text(encoding="utf-8") for path in FILES)
    assert blocks
    assert [block for block in blocks if block not in code] == []
