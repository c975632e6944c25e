"""Tables in a browser: sorted and filtered by keyboard, counted aloud, kept in the address, whole without a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.desk import Desk, Reader, wait_until

RESOURCES = "resources.html"


def shown(page: Page) -> list[str]:
    """The titles of the rows that can be seen, from top to bottom."""
    return page.locator(".hb-rows tbody tr:visible th").all_inner_texts()


def column(page: Page, name: str) -> list[str]:
    """What the visible rows say in a column."""
    index: int = page.eval_on_selector(f'.hb-rows [data-name="{name}"]', "head => head.cellIndex")
    return page.locator(f".hb-rows tbody tr:visible > :nth-child({index + 1})").all_inner_texts()


def count(page: Page) -> str:
    """What is announced."""
    return page.locator(".hb-controls [role=status]").inner_text()


def test_every_row_is_there_and_counted_at_first(desk: Desk) -> None:
    page = desk.open(RESOURCES)
    assert count(page) == f"{len(shown(page))} of {len(shown(page))}"
    assert len(shown(page)) == page.locator(".hb-rows tbody tr").count() > 50


def test_the_keyboard_sorts_by_a_heading_and_back(desk: Desk) -> None:
    page = desk.open("tools/index.html")
    before = shown(page)
    head = page.locator('.hb-rows [data-name="status"]')
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(page, "status") == sorted(column(page, "status"))
    assert count(page) == f"{len(before)} of {len(before)}, sorted by status"
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert column(page, "status")[0].startswith("retired")
    assert page.locator("[aria-sort]").count() == 1
    page.get_by_role("button", name="Show all").press("Enter")
    assert shown(page) == before
    assert page.locator("[aria-sort]").count() == 0


def test_hours_are_sorted_as_numbers_and_rows_without_them_come_last_both_ways(desk: Desk) -> None:
    page = desk.open(RESOURCES)
    for downwards in (False, True):
        page.locator('.hb-rows [data-name="hours"] button').click()
        hours = column(page, "hours")
        known = [text for text in hours if text != "\N{EM DASH}"]
        lows = [float(text.split("\N{EN DASH}")[0]) for text in known]
        assert hours[: len(known)] == known
        assert len(known) < len(hours)
        assert lows == sorted(lows, reverse=downwards)


def test_levels_are_sorted_as_they_are_learnt(desk: Desk) -> None:
    page = desk.open(RESOURCES)
    page.locator('.hb-rows [data-name="level"] button').click()
    assert list(dict.fromkeys(column(page, "level"))) == ["introductory", "intermediate", "advanced"]


def test_the_keyboard_filters_and_the_count_is_announced(desk: Desk) -> None:
    page = desk.open(RESOURCES)
    everything = len(shown(page))
    for name in ("free", "no account", "no video", "can be read offline"):
        page.get_by_role("checkbox", name=name).press("Space")
    page.get_by_role("combobox", name="Level").select_option("advanced")
    left = shown(page)
    assert 0 < len(left) < everything
    assert count(page) == f"{len(left)} of {everything}"
    assert set(column(page, "level")) == {"advanced"}
    assert set(column(page, "cost")) == {"free"}
    assert set(column(page, "account")) == {"none"}
    assert "video" not in column(page, "format")


def test_a_status_is_filtered_by_its_word(desk: Desk) -> None:
    page = desk.open("certifications.html")
    page.get_by_role("combobox", name="Status").select_option("retired")
    assert all(text.startswith("retired since ") for text in column(page, "status"))
    assert "TensorFlow Developer Certificate" in shown(page)


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, home: str, site: Path) -> str:
    """The page of resources on a server, and as a file on disk."""
    return home + RESOURCES if request.param == "http" else (site / RESOURCES).as_uri()


def test_the_address_keeps_what_was_chosen(browser: Browser, address: str) -> None:
    # Not at the desk, which would hear the theme ask a disk for a search index that only a server has.
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}?of=others#how-to-read-a-paper")
        page.get_by_role("checkbox", name="no account").check()
        page.get_by_role("combobox", name="Format").select_option("book")
        page.locator('.hb-rows [data-name="hours"] button').dblclick()
        left, words = shown(page), count(page)
        assert page.url == f"{address}?of=others&no-account=1&format=book&sort=-hours#how-to-read-a-paper"
        page.reload()
        assert (shown(page), count(page)) == (left, words)
        assert page.get_by_role("checkbox", name="no account").is_checked()
        assert page.get_by_role("combobox", name="Format").input_value() == "book"
        page.get_by_role("button", name="Show all").click()
        page.wait_for_url(f"{address}?of=others#how-to-read-a-paper")


@pytest.mark.parametrize("query", ["format=<img src=x>", "sort=nothing", "sort=--hours", "free=2", "level=__proto__"])
def test_an_address_that_asks_for_what_there_is_not_shows_everything(desk: Desk, query: str) -> None:
    page = desk.open(f"{RESOURCES}?{query}")
    assert len(shown(page)) == page.locator(".hb-rows tbody tr").count()
    assert page.locator("article img").count() == 0


def test_a_column_whose_name_has_a_hyphen_is_sorted_too(desk: Desk) -> None:
    page = desk.open("certifications.html?sort=-last-day")
    days = [day for day in column(page, "last-day") if day != "\N{EM DASH}"]
    assert days == sorted(days, reverse=True)
    assert len(days) > 1
    assert page.locator('.hb-rows [aria-sort="descending"]').inner_text().startswith("Last exam day")


def test_amounts_offer_no_sorting(desk: Desk) -> None:
    page = desk.open("pay.html?sort=amount")
    assert page.locator('.hb-rows [data-name="amount"] button').count() == 0
    assert page.locator("[aria-sort]").count() == 0


def test_without_scripts_and_on_paper_a_table_is_whole(desk: Desk) -> None:
    plain = desk.open(f"{RESOURCES}?free=1&level=advanced", Reader(scripts=False))
    everything = plain.locator(".hb-rows tbody tr").count()
    assert len(shown(plain)) == everything
    assert plain.locator(".hb-controls").count() == 0
    page = desk.open(f"{RESOURCES}?free=1&level=advanced")
    assert len(shown(page)) < everything
    page.emulate_media(media="print")
    assert len(shown(page)) == everything
    assert not page.locator(".hb-controls").is_visible()


@pytest.mark.parametrize("path", ["tools/index.html", "certifications.html", "pay.html", "ledger.html", RESOURCES])
def test_a_table_scrolls_in_its_own_region(desk: Desk, path: str) -> None:
    page = desk.open(path, Reader(width=390))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    region = page.locator(".hb-records > [role=region]")
    region.focus()
    page.keyboard.press("ArrowRight")
    wait_until(page, "document.activeElement.scrollLeft > 0")


def test_choosing_a_role_leaves_the_tasks_in_which_it_has_a_part(desk: Desk) -> None:
    page = desk.open("who-does-what.html")
    page.locator('select[name="role"]').select_option("Research engineer")
    parts = column(page, "research-engineer")
    assert set(parts) == {"leads", "shares", "is told"}
    assert count(page) == f"{len(parts)} of {page.locator('.hb-rows tbody tr').count()}"
    assert "role=research-engineer" in page.url
    page.locator('.hb-rows [data-name="research-engineer"] button').click()
    assert column(page, "research-engineer") == sorted(parts, key=["leads", "shares", "is told"].index)


def test_the_task_of_a_row_stays_in_sight_while_the_roles_scroll(desk: Desk) -> None:
    page = desk.open("who-does-what.html", Reader(width=390))
    row = page.locator(".hb-rows tbody tr").first
    before = row.locator("th").bounding_box()
    page.locator(".hb-table").first.evaluate("region => region.scrollTo(region.scrollWidth, 0)")
    assert row.locator("th").bounding_box() == before
    assert page.locator(".hb-table").first.evaluate("region => region.scrollLeft") > 200
