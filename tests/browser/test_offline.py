"""The archive, unpacked and opened from a disk with the network cut: nothing complains, nothing asks, search finds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from macros.book.offline import FOLDER, create_zip

ABORTED = "net::ERR_ABORTED: file://"
"""What a browser says of a file, such as the page's sign for the tab, that it still read when the next page came."""

EPOCH = 1_795_219_200
SEARCHES = {
    "pytorch": "PyTorch",
    "tensor": "Tensor",
    "gradient": "Gradient descent",
    "roadmap": "Roadmap",
    "ledger": "Ledger",
    "docker": "Docker",
    "notation": "Notation",
    "curiosity": "Curiosity",
    "glossary": "Glossary",
    "eigenvalue": "Eigenvectors",
}
"""What is searched for -> words of a result."""


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader gets who unpacks the archive of the real site."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(io.BytesIO(create_zip(site, EPOCH))) as archive:
        archive.extractall(folder)
    return folder / FOLDER


@pytest.fixture
def offline(browser: Browser, unpacked: Path) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A reader without a network, and what their pages complain of or ask from outside the folder."""
    context = browser.new_context(offline=True)
    troubles: list[str] = []
    context.on(
        "console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None
    )
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    inside = f"{unpacked.as_uri()}/"
    context.on("request", lambda asked: troubles.append(asked.url) if not asked.url.startswith(inside) else None)
    context.on("requestfailed", lambda asked: troubles.append(f"{asked.failure}: {asked.url}"))
    yield context, troubles
    context.close()


def test_every_page_opens_without_a_complaint_and_asks_nothing_of_others(
    offline: tuple[BrowserContext, list[str]], unpacked: Path
) -> None:
    context, troubles = offline
    page = context.new_page()
    paths = sorted(unpacked.rglob("*.html"))
    assert len(paths) > 200
    for path in paths:
        page.goto(path.as_uri())
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        assert [trouble for trouble in troubles if ABORTED not in trouble] == [], path.relative_to(unpacked)


def test_ten_searches_find_their_pages(offline: tuple[BrowserContext, list[str]], unpacked: Path) -> None:
    context, troubles = offline
    page = context.new_page()
    page.goto((unpacked / "index.html").as_uri())
    page.keyboard.press("/")
    for words, title in SEARCHES.items():
        page.get_by_role("textbox", name="Search the handbook").fill(words)
        found = page.locator(".hb-found-title").filter(has_text=title)
        expect(found.first).to_be_visible()
    assert troubles == []
