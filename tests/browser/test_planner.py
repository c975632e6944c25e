"""The planner in a browser: the same ways as the build works out, by keyboard, kept here alone, without it a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.handbook import Handbook
from macros.models import Start
from macros.paths import total, way_to
from tests.browser.desk import SCHEMES, WIDTHS, Desk, Reader
from tests.conftest import ROOT

PATHS = "paths.html"
KEY = "handbook.paths.v1"
AXE = (ROOT / ".venv" / "npm" / "judges" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

EVERY_WAY = """() => {
    const topics = new Map(handbookPaths.topics.map((topic) => [topic.id, topic]));
    const told = (leg) => [leg.topic.id, leg.neededFor ? leg.neededFor.id : null];
    return handbookPaths.starts.map((start) => handbookPaths.topics.map((topic) =>
        handbookPaths.wayTo(topics, topic.id, new Set(start.knows)).map(told)));
}"""


def starts(handbook: Handbook) -> list[Start]:
    """The common starts."""
    return [start for start in handbook.catalog.records("start") if isinstance(start, Start)]


def way(page: Page) -> list[str]:
    """The titles on the way that is shown."""
    return page.locator(".hb-way > li > a").all_inner_texts()


def said(page: Page) -> str:
    """What is announced."""
    return page.locator(".hb-planner [role=status]").inner_text()


def choose(page: Page, goal: str = "shell-and-linux", start: str = "") -> None:
    """Choose what to learn, and where to start."""
    page.get_by_label("I want to learn").select_option(goal)
    if start:
        page.get_by_label("I know what is known to").select_option(label=start)


def test_browser_and_build_find_the_same_way_from_every_start_to_every_topic(desk: Desk, real: Handbook) -> None:
    found = desk.open(PATHS).evaluate(EVERY_WAY)
    topics = [topic.id for topic in real.catalog.records("topic")]
    assert len(found) == len(starts(real)) == 5
    for start, ways in zip(starts(real), found, strict=True):
        for goal, told in zip(topics, ways, strict=True):
            legs = way_to(real.catalog, goal, start.knows)
            expected = [[leg.topic.id, leg.needed_for.id if leg.needed_for else None] for leg in legs]
            assert told == expected, f"from {start.id} to {goal}"


def test_the_table_says_how_long_each_of_these_ways_is(desk: Desk, real: Handbook) -> None:
    page = desk.open(PATHS, Reader(scripts=False))
    rows = [row.split("\t") for row in page.locator(".hb-rows tbody tr").all_inner_texts()]
    for topic, row in zip(real.catalog.records("topic"), rows, strict=True):
        assert row[0] == topic.title
        for start, text in zip(starts(real), row[1:], strict=True):
            legs = way_to(real.catalog, topic.id, start.knows)
            hours = total(leg.topic.hours for leg in legs)
            assert text == (f"{len(legs)}: {hours} h" if legs else "known")


def test_a_start_and_a_goal_give_a_way_with_hours_and_reasons(desk: Desk, real: Handbook) -> None:
    page = desk.open(PATHS)
    assert way(page) == []
    choose(page, "transformers-architecture", "Software engineer")
    start = real.catalog.get("start", "software-engineer")
    assert isinstance(start, Start)
    legs = way_to(real.catalog, "transformers-architecture", start.knows)
    assert way(page) == [leg.topic.title for leg in legs]
    assert said(page) == f"{len(legs)} topics, {total(leg.topic.hours for leg in legs)} hours."
    for leg, line in zip(legs, page.locator(".hb-way > li").all_inner_texts(), strict=True):
        assert (f"Needed for {leg.needed_for.title}: " if leg.needed_for else f"({leg.topic.hours} hours).") in line
    page.locator(".hb-way a").first.click()
    expect(page.locator("h1")).to_contain_text(legs[0].topic.title)


def test_the_keyboard_ticks_a_topic_and_the_way_grows_shorter(desk: Desk) -> None:
    page = desk.open(PATHS)
    choose(page, "environments-and-packaging")
    before = way(page)
    page.locator(".hb-planner summary", has_text="Programming").press("Enter")
    page.get_by_role("group", name="What you know of Programming").get_by_label("The shell and Linux").press("Space")
    assert way(page) == [title for title in before if title != "The shell and Linux"]
    expect(page.locator(".hb-planner summary").first).to_have_text("Programming: 1 of 11 known")
    page.get_by_label("Environments and packaging", exact=True).press("Space")
    assert way(page) == []
    assert said(page) == "Environments and packaging: you know it already."


def test_own_ticks_are_no_common_start(desk: Desk) -> None:
    page = desk.open(PATHS)
    choose(page, start="Data analyst")
    page.locator(".hb-planner summary", has_text="Programming").click()
    assert page.get_by_label("SQL", exact=True).is_checked()
    page.get_by_label("SQL", exact=True).uncheck()
    assert page.get_by_label("I know what is known to").input_value() == ""


@pytest.mark.parametrize("way_to_read", ["http", "file"])
def test_ticks_stay_in_this_browser_until_they_are_forgotten(
    browser: Browser, home: str, site: Path, way_to_read: str
) -> None:
    address = home + PATHS if way_to_read == "http" else (site / PATHS).as_uri()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        choose(page, "sql", "School mathematics")
        choose(page, "training-loops", "Graduate in statistics")
        left, words = way(page), said(page)
        page.reload()
        assert (way(page), said(page)) == (left, words)
        assert page.evaluate("Object.keys(localStorage)") == [KEY]
        page.get_by_role("button", name="Forget it").click()
        assert way(page) == []
        page.reload()
        assert way(page) == []
        assert page.locator(".hb-planner input:checked").count() == 0
        assert page.evaluate("Object.keys(localStorage)") == []


@pytest.mark.parametrize(
    "stored", ["", "null", "[]", "7", '{"known": {"a": 1}, "goal": []}', '{"known": [1, "sql", "x"]}']
)
def test_whatever_is_stored_the_page_works(desk: Desk, stored: str) -> None:
    page = desk.open(PATHS)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, stored])
    page.reload()
    choose(page, "version-control")
    assert way(page) == ["The shell and Linux", "Version control"]
    assert page.locator(".hb-planner input:checked").count() == ('"sql"' in stored)


def test_without_storage_it_works_and_remembers_nothing(desk: Desk) -> None:
    page = desk.blank()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    page.goto(desk.home + PATHS)
    choose(page, "version-control", "School mathematics")
    assert way(page) == ["The shell and Linux", "Version control"]
    page.reload()
    assert way(page) == []


def test_without_scripts_the_common_ways_remain(desk: Desk) -> None:
    page = desk.open(PATHS, Reader(scripts=False))
    assert page.locator(".hb-planner form").count() == 0
    assert "needs JavaScript" in page.locator(".hb-planner").inner_text()
    topic = desk.open("topics/training-loops.html", Reader(scripts=False))
    topic.locator(".hb-ways summary").click()
    assert "Data scientist, 22\N{EN DASH}49 hours: Automatic differentiation" in topic.locator(".hb-ways").inner_text()


def test_on_paper_the_way_is_printed_and_the_form_is_not(desk: Desk) -> None:
    page = desk.open(PATHS)
    choose(page, "training-loops", "Data scientist")
    page.emulate_media(media="print")
    assert not page.get_by_label("I want to learn").is_visible()
    assert page.locator(".hb-planner details:visible").count() == 0
    assert page.locator(".hb-planner [role=status]").is_visible()
    assert page.locator(".hb-way > li:visible").count() == len(way(page))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_where_everything_is_unfolded(desk: Desk, width: int, scheme: str) -> None:
    page = desk.open(PATHS, Reader(width=width, scheme="dark" if scheme == "dark" else "light"))
    choose(page, "training-loops", "Software engineer")
    for summary in page.locator(".hb-planner summary").all():
        summary.click()
    page.evaluate(AXE)
    found = page.evaluate("axe.run('.hb-planner')")
    assert json.dumps([finding["id"] for finding in found["violations"]]) == "[]"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
