"""What tests share: the folders, the day, the small handbook, and a way to write one of their own."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from macros.handbook import Handbook, read_handbook

# The same examples on every machine that lands changes, new ones wherever people work; and nowhere is time measured.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "small"
BROKEN = ROOT / "tests" / "broken"
SITE_URL = "https://example.org/handbook/"
REPOSITORY = "https://github.com/o/r"
DEPLOYMENT = {"HANDBOOK_SITE_URL": SITE_URL, "HANDBOOK_REPO_URL": REPOSITORY}
"""What a deployment says of itself, for builds that are to be like the published one."""

TODAY = datetime.date(2026, 11, 21)

LONGEST = (
    "site/test_rebuild.py",
    "browser/test_search.py",
    "browser/test_axe.py",
    "macros/book/test_real.py",
    "browser/test_keyboard.py",
    "browser/test_weight.py",
    "examples/test_examples.py",
    "browser/test_offline.py",
    "browser/test_without.py",
    "site/test_site.py",
    "browser/test_reading.py",
    "exercises/test_exercises.py",
    "site/test_successors.py",
    "browser/test_desk.py",
    "browser/test_frame.py",
    "browser/test_quiz.py",
    "browser/test_planner.py",
    "browser/test_tables.py",
    "macros/test_server.py",
)
"""The files of tests that take longest, in that order: no process is left alone with one at the end."""

Write = Callable[[Mapping[str, str | bytes]], Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files come first, the others as they lie; the first of all needs no site while another builds it."""
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session", autouse=True)
def _nobody_outside() -> Iterator[None]:
    """No test asks another machine for anything: what it needs runs on this one."""
    connect = socket.socket.connect

    def connect_here(one: socket.socket, address: Any) -> None:
        if one.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            pytest.fail(f"a test asks another machine: {address[0]}")
        connect(one, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(scope="session")
def today() -> datetime.date:
    """The day on which the tests take place."""
    return TODAY


@pytest.fixture(scope="session")
def small() -> Handbook:
    """A handbook about drawing, with every kind of record."""
    return read_handbook(SMALL, TODAY)


@pytest.fixture(scope="session")
def real() -> Handbook:
    """The handbook itself, as of today."""
    return read_handbook(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once a session as a deployment builds it: strictly, below a sub-path."""
    return make_once(tmp_path_factory, "site", build_site)


def build_site(folder: Path) -> None:
    """Build the real site."""
    ran = run_macros("build", "--site-dir", str(folder), **DEPLOYMENT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search("end of life|macros\\]|WARNING", ran.stdout + ran.stderr) is None


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files under a temporary root, which has `data/` and `docs/`."""

    def write_files(files: Mapping[str, str | bytes]) -> Path:
        for name in ("data", "docs"):
            (tmp_path / name).mkdir(exist_ok=True)
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write_files


def run_macros(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m macros` as a user does, warnings being errors."""
    command = [sys.executable, "-W", "error", "-m", "macros", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def make_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder for all processes that share the tests: the first to need it makes it, and the others wait for that."""
    own = factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"once-{name}"
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            made = factory.mktemp(name)
            make(made)
            made.rename(shared)
    return shared


def make_project(root: Path, handbook: Path = SMALL) -> Path:
    """A project at `root` with another handbook's data and pages, and our configuration, theme and code."""
    for name in ("data", "docs", "examples", "exercises"):
        (root / name).mkdir(parents=True, exist_ok=True)
        if (handbook / name).is_dir():
            shutil.copytree(handbook / name, root / name, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets", dirs_exist_ok=True)
    shutil.copytree(ROOT / "overrides", root / "overrides", dirs_exist_ok=True)
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    (root / "mkdocs.yml").write_text(configuration_for(root / "docs"), encoding="utf-8")
    return root


def configuration_for(docs: Path) -> str:
    """Our `mkdocs.yml` with the page of all components, and without the pages that these documents have not."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    lines = text.replace("- about.md\n", "- about.md\n      - components.md\n").split("\n")
    pages = [re.fullmatch(r" *- (?:[^:]+: )?([a-z/-]+\.md)", line) for line in lines]
    return "\n".join(line for line, page in zip(lines, pages, strict=True) if not page or (docs / page[1]).is_file())
