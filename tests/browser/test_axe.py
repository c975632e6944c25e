"""axe finds nothing on any kind of page: light and dark, on a screen and a phone, with menu and search open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.desk import SCHEMES, WIDTHS, Desk, Reader
from tests.browser.kinds import COMPONENTS, EVERY
from tests.browser.search import ask, open_search
from tests.conftest import ROOT

AXE = (ROOT / ".venv" / "npm" / "judges" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

MENU = "#hb-navigation"

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

LEFT_OUT: Mapping[str, str] = {}
"""Rules of best practice that we do not follow, each with the reason."""

RUN = """
async ([place, tags, leftOut]) => {
  const rules = Object.fromEntries(leftOut.map((rule) => [rule, { enabled: false }]));
  const found = await axe.run(place, { preload: false, resultTypes: ["violations"], runOnly: tags, rules });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${target.join(" ")}: ${failureSummary}`));
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser, home: str) -> Iterator[Page]:
    """One page for all kinds: a browser takes longer to open one than axe to read it."""
    desk = Desk(browser=browser, home=home)
    page = desk.open("index.html", Reader(reduced_motion=True))  # or colours would be read while they change
    page.add_init_script(AXE)
    yield page
    desk.close()
    assert [trouble for trouble in desk.troubles if "404" not in trouble] == []


def violations(page: Page, place: str = "html") -> list[str]:
    """What axe finds within an element, as `rule: element: what to mend`."""
    found: list[str] = page.evaluate(RUN, [place, TAGS, list(LEFT_OUT)])
    return found


def views(page: Page, widths: Iterable[int] = WIDTHS) -> Iterator[str]:
    """The page as it is shown at each width in each scheme, by name."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            yield f"{scheme}, {width} px"


@pytest.mark.parametrize("kind", EVERY)
def test_axe_finds_nothing_on(page: Page, addresses: Mapping[str, str], kind: str) -> None:
    page.goto(addresses[kind])
    found = [f"{view}: {told}" for view in views(page) for told in violations(page)]
    page.get_by_role("button", name="Menu").click()
    found += [f"menu, {view}: {told}" for view in views(page, [390]) for told in violations(page, MENU)]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("kind", ["index", "404", "topic without a text", COMPONENTS])
def test_axe_finds_nothing_in_the_open_search_of(page: Page, addresses: Mapping[str, str], kind: str) -> None:
    page.goto(addresses[kind])
    open_search(page)
    ask(page, "learning rate")
    found = [f"{view}: {told}" for view in views(page) for told in violations(page)]
    assert found == [], "\n".join(found)
