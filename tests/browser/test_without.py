"""Without scripts every page can be read and walked; without storage as well; and no page complains."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.desk import WIDTHS, Desk, Reader
from tests.browser.kinds import COMPONENTS, EVERY, KINDS

HIDDEN = """
() => [...document.querySelectorAll("article *")].filter((element) => {
  const meant = "[popover], [hidden], details:not([open]), .hb-answers, br, hr, svg, .headerlink, span:empty";
  const isMeant = element.closest(meant);
  return !isMeant && !element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}).map((element) => element.outerHTML.slice(0, 100))
"""
"""What of a page's text cannot be seen, though it is not meant to wait for a reader."""


SHOWN = """
() => [...document.querySelectorAll("nav a")]
  .filter((link) => link.checkVisibility({ visibilityProperty: true })).map((link) => link.href)
"""

PARTS = ("role.html", "roadmap/index.html", "tools/index.html", "about.html")


@pytest.mark.parametrize("kind", EVERY)
def test_without_scripts_the_whole_text_is_there(turning: Desk, addresses: Mapping[str, str], kind: str) -> None:
    page = turning.turn(addresses[kind], Reader(scripts=False))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(HIDDEN) == []
    assert page.locator("article tbody tr").count() == page.locator("article tbody tr:visible").count()


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_there_is_a_way_on(turning: Desk, addresses: Mapping[str, str], kind: str) -> None:
    page = turning.turn(addresses[kind], Reader(scripts=False))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.get_by_role("banner").get_by_role("link", name="Search")).to_be_visible()
        if width < 1000:
            page.get_by_role("button", name="Menu").click()
        assert {turning.home + part for part in PARTS} <= set(page.evaluate(SHOWN))


def test_without_scripts_what_is_folded_unfolds(desk: Desk, addresses: Mapping[str, str]) -> None:
    page = desk.open(addresses[COMPONENTS], Reader(scripts=False))
    folded = page.get_by_text("Text that is folded away.")
    expect(folded).not_to_be_visible()
    page.locator("summary", has_text="Folded").press("Enter")
    expect(folded).to_be_visible()
    definition = page.locator("#term-line")
    expect(definition).not_to_be_visible()
    page.locator("button.hb-term").first.press("Enter")
    expect(definition).to_be_visible()
    page.keyboard.press("Escape")
    expect(definition).not_to_be_visible()


@pytest.fixture(scope="module")
def barred(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page in a browser that lets no page store anything."""
    folder = tmp_path_factory.mktemp("barred")
    (folder / "Default").mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (folder / "Default" / "Preferences").write_text(json.dumps(blocked), encoding="utf-8")
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path=find_chromium(), args=list(ARGUMENTS)
    )
    yield context.new_page()
    context.close()


def test_no_page_needs_storage(barred: Page, desk: Desk, addresses: Mapping[str, str]) -> None:
    page = desk.listen(barred)
    for kind in EVERY:
        page.goto(addresses[kind])
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(desk.home + KINDS["resources"])
    page.get_by_role("checkbox", name="no account").check()
    expect(page.locator(".hb-controls [role=status]")).not_to_be_empty()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "404"])
def test_no_page_complains_when_it_is_read_from_a_disk(turning: Desk, site: Path, kind: str) -> None:
    page = turning.turn((site / KINDS[kind]).as_uri(), Reader(width=390, scheme="dark"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
