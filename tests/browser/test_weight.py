"""What the first look at a page costs its reader: counted in bytes, requests, elements and jumps, never in time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response
from selectolax.lexbor import LexborHTMLParser

from macros.handbook import Handbook
from macros.models import MODELS
from tests.browser.desk import WIDTHS, Desk, Reader
from tests.browser.kinds import KINDS
from tests.conftest import ROOT

PAGE_BYTES = 40_000
"""The most that HTML, CSS and JavaScript of a page may weigh together, compressed: half of what was asked for."""
LIST_BYTES = 75_000
"""The same where one page shows all records of a kind, which the handbook's growth makes heavier."""

REQUESTS = 10
SHIFT = 0.02
ELEMENTS = 1_500
"""The most elements of a page that is no list, each letter and sign of its formulas included."""
ELEMENTS_A_RECORD = 30
"""On a page that shows all records of a kind, with the row of a table that sorts and filters them."""

JUMPS = """() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)))
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 100)));
})"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A file that was asked for while a page loaded."""

    address: str
    kind: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Look:
    """What the first look at a page took."""

    answers: Sequence[Answer]
    elements: int
    jumps: float


Looks = Callable[[str], Mapping[int, Look]]


def begin(desk: Desk, path: str, width: int) -> tuple[Page, list[Response]]:
    """A page that begins to load for somebody who comes for the first time, and what is answered."""
    page = desk.blank(Reader(width=width))
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it takes no built-in method
    page.goto(desk.home + path)
    return page, answers


def end(page: Page, answers: Sequence[Response]) -> Look:
    """Wait until a page asks for nothing more, and tell what that took."""
    page.wait_for_load_state("networkidle")
    return Look(
        answers=[
            Answer(address=one.url, kind=one.request.resource_type, size=int(one.headers["content-length"]))
            for one in answers
        ],
        elements=page.locator("*").count(),
        jumps=page.evaluate(JUMPS),
    )


@pytest.fixture(scope="module")
def looks(browser: Browser, home: str) -> Looks:
    """The first look at a kind of page in windows of each width, taken once for all tests, side by side."""

    @cache
    def look(kind: str) -> Mapping[int, Look]:
        desk = Desk(browser=browser, home=home)
        begun = {width: begin(desk, KINDS[kind], width) for width in WIDTHS}
        found = {width: end(page, answers) for width, (page, answers) in begun.items()}
        desk.close()
        assert desk.troubles == []
        return found

    return look


@pytest.fixture(scope="session")
def records(real: Handbook) -> dict[str, int]:
    """How many records, or signs, each page shows that shows all of a kind."""
    shared = [model for model in MODELS.values() if not model.has_own_page()]
    pages = {f"{model.page.partition('.')[0]}.html": len(real.catalog.records(model.kind)) for model in shared}
    facts = sum(1 for _ in real.catalog.facts())
    signs = len(re.findall(r"^:   ", (ROOT / "docs" / "notation.md").read_text(encoding="utf-8"), re.MULTILINE))
    tools = len(real.catalog.records("tool"))
    return pages | {"tools/index.html": tools, "ledger.html": facts, "notation.html": signs}


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_look_is_light(looks: Looks, records: dict[str, int], kind: str) -> None:
    found = looks(kind)[1280]
    on_list = KINDS[kind] in records
    # The page for missing addresses searches: its index is what it is for, and is loaded after the page is there.
    searching = KINDS[kind] == "404.html"
    first = [answer for answer in found.answers if not searching or "/search/" not in answer.address]
    weight = sum(answer.size for answer in first if answer.kind in ("document", "stylesheet", "script"))
    assert 0 < weight <= (LIST_BYTES if on_list else PAGE_BYTES)
    assert len(first) <= REQUESTS
    assert found.elements <= max(ELEMENTS, ELEMENTS_A_RECORD * records.get(KINDS[kind], 0))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_jumps_while_a_page_loads(looks: Looks, kind: str, width: int) -> None:
    assert looks(kind)[width].jumps <= SHIFT


def test_a_jump_would_be_noticed_in_every_window(desk: Desk) -> None:
    pages = [begin(desk, "index.html", width)[0] for width in WIDTHS]
    for page in pages:
        page.evaluate("document.body.prepend(Object.assign(document.createElement('h1'), { textContent: 'Late' }))")
    assert all(end(page, ()).jumps > SHIFT for page in pages)


def _own_pages(site: Path, records: dict[str, int]) -> Iterator[Path]:
    return (path for path in site.rglob("*.html") if path.relative_to(site).as_posix() not in records)


def test_pages_that_are_no_lists_stay_below_the_limit_of_elements_all_of_them(
    site: Path, records: dict[str, int]
) -> None:
    pages = {path.name: LexborHTMLParser(path.read_text("utf-8")) for path in _own_pages(site, records)}
    counts = {name: len(page.css("*")) for name, page in pages.items()}
    assert {name: count for name, count in counts.items() if count > ELEMENTS} == {}


def test_the_theme_leaves_nothing_in_the_site_that_no_page_asks_for(site: Path) -> None:
    assert {path.name for path in (site / "assets").iterdir()} & {"stylesheets", "javascripts", "images"} == set()
