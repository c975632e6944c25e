"""The keyboard reaches everything that is seen and nothing that is not, and shows at each step where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import WIDTHS, Desk, Reader
from tests.browser.kinds import COMPONENTS, EVERY

MOST = 150
"""Pages with more stops are long lists, whose entries are alike: those are walked at both ends."""

AT_EACH_END = 40


@pytest.fixture(scope="module")
def walkers(browser: Browser, home: str) -> Iterator[Mapping[int, Page]]:
    """Windows that note what the keyboard reaches (walk.js), for readers who want nothing to fade in, by width."""
    desk = Desk(browser=browser, home=home)
    pages = {width: desk.blank(Reader(width=width, reduced_motion=True)) for width in WIDTHS}
    for page in pages.values():
        page.add_init_script(path=Path(__file__).with_name("walk.js"))
    yield pages
    desk.close()
    assert desk.troubles == []


@pytest.fixture
def walker(walkers: Mapping[int, Page], width: int) -> Page:
    """The window of the width that a test is about."""
    return walkers[width]


def walk(page: Page, key: str, steps: int) -> None:
    """Press a key so many times, or until the walk has come round."""
    for _ in range(0, steps, 10):
        for _ in range(10):
            page.keyboard.press(key)
        if page.evaluate("walk.isBack()"):
            return


def wrong(page: Page) -> str:
    """What was wrong with the stops so far, in lines."""
    found: list[str] = page.evaluate("walk.wrong()")
    return "\n".join(found)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", EVERY)
def test_tab_reaches_all_that_is_seen_and_nothing_else(walker: Page, addresses: Mapping[str, str], kind: str) -> None:
    walker.goto(addresses[kind])
    if walker.evaluate("walk.count()") <= MOST:
        walk(walker, "Tab", MOST + 20)
        assert walker.evaluate("walk.missed()") == []
    else:
        walk(walker, "Tab", AT_EACH_END)
        walker.evaluate("count => walk.goNearEnd(count)", AT_EACH_END)
        walk(walker, "Tab", AT_EACH_END + 20)
    assert wrong(walker) == ""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ["skill with a text", COMPONENTS])
def test_the_way_back_is_seen_as_well(walker: Page, addresses: Mapping[str, str], kind: str) -> None:
    walker.goto(addresses[kind])
    walker.locator("article a").last.focus()
    walk(walker, "Shift+Tab", MOST + 20)
    assert wrong(walker) == ""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ["index", "topic without a text"])
def test_the_first_stop_skips_to_the_content(desk: Desk, addresses: Mapping[str, str], kind: str, width: int) -> None:
    page = desk.open(addresses[kind], Reader(width=width))
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the text")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_escape_closes_a_definition_and_gives_the_focus_back(desk: Desk, addresses: Mapping[str, str]) -> None:
    page = desk.open(addresses[COMPONENTS])
    term = page.locator("button.hb-term").first
    term.press("Enter")
    definition = page.locator("#term-line")
    expect(definition).to_be_visible()
    page.keyboard.press("Tab")
    expect(definition.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(definition).not_to_be_visible()
    expect(term).to_be_focused()


def test_escape_closes_the_menu_and_gives_the_focus_back(desk: Desk) -> None:
    page = desk.open("index.html", Reader(width=390))
    button = page.get_by_role("button", name="Menu")
    button.press("Enter")
    menu = page.locator("#hb-navigation")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#hb-navigation') !== null")
    page.keyboard.press("Escape")
    expect(menu).not_to_be_visible()
    expect(button).to_be_focused()
