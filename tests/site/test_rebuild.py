"""A site that was rebuilt while it was served is, after any edit, the site that a fresh start would have made."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.server import free_port
from tests.conftest import ROOT, make_project
from tests.rebuilding import differing

Found = dict[str, tuple[list[str], list[str]]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook, which will be edited."""
    return make_project(tmp_path_factory.mktemp("project"))


def run(project: Path, *arguments: str) -> Found:
    environment = {**os.environ, "PYTHONPATH": str(project), "SOURCE_DATE_EPOCH": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(ROOT / "tests" / "rebuilding.py"), *arguments]
    ran = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "ERROR" not in ran.stderr
    found: Found = json.loads(ran.stdout.strip().rpartition("\n")[2])
    return found


@pytest.fixture(scope="module")
def port() -> str:
    """A port that nobody else has; it stands in the addresses of the served pages."""
    return str(free_port(0))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what was served at last is left."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def found(project: Path, port: str, served: Path) -> Found:
    """What each edit changed, and what it left stale."""
    return run(project, port, str(served / "edited"), "edit")


def test_every_edit_is_seen(found: Found) -> None:
    assert len(found) > 30
    assert [name for name, (changed, _) in found.items() if not changed] == []


def test_no_edit_leaves_anything_stale(found: Found) -> None:
    assert {name: stale for name, (_, stale) in found.items() if stale} == {}


@pytest.mark.usefixtures("found")
def test_a_fresh_start_serves_the_same_after_all_edits(project: Path, port: str, served: Path) -> None:
    run(project, port, str(served / "fresh"))
    assert differing(served / "edited", served / "fresh") == []
