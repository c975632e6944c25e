"""What the first look at a page costs its reader: counted in bytes, requests, elements and jumps, never in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response
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


@dataclass(kw_only=True)
class Load:
    """What was asked for while a page loaded."""

    answers: list[Response] = field(default_factory=list)

    def bytes_of(self, *kinds: str) -> int:
        """The bytes that came over the line for resources of these kinds."""
        return sum(
            int(answer.headers["content-length"]) for answer in self.answers if answer.request.resource_type in kinds
        )


def load(desk: Desk, path: str, reader: Reader | None = None) -> tuple[Page, Load]:
    """A page opened by somebody who comes for the first time, and what that took."""
    page, found = desk.blank(reader), Load()
    page.on("response", lambda answer: found.answers.append(answer))  # noqa: PLW0108 - it takes no built-in method
    page.goto(desk.home + path)
    page.wait_for_load_state("networkidle")
    return page, found


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
def test_a_first_look_is_light(desk: Desk, records: dict[str, int], kind: str) -> None:
    page, found = load(desk, KINDS[kind])
    on_list = KINDS[kind] in records
    # The page for missing addresses searches: its index is what it is for, and is loaded after the page is there.
    searching = KINDS[kind] == "404.html"
    first = [answer for answer in found.answers if not searching or "/search/" not in answer.url]
    weight = Load(answers=first).bytes_of("document", "stylesheet", "script")
    assert weight <= (LIST_BYTES if on_list else PAGE_BYTES)
    assert len(first) <= REQUESTS
    elements = page.locator("*").count()
    assert elements <= max(ELEMENTS, ELEMENTS_A_RECORD * records.get(KINDS[kind], 0))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_jumps_while_a_page_loads(desk: Desk, kind: str, width: int) -> None:
    page, _ = load(desk, KINDS[kind], Reader(width=width))
    assert page.evaluate(JUMPS) <= SHIFT


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
