"""How old a fact is, by the reader's own clock: in words and colour, on pages that cite it and in the ledger."""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.checks.facts import LONG_OVERDUE
from macros.handbook import Handbook
from macros.models import Claim
from tests.browser.desk import SCHEMES, WIDTHS, Desk, Reader

PAGE = "role.html"
CITED = "stack-overflow-2026-python-share"
LEDGER = "ledger.html"
NOON = datetime.time(12, tzinfo=datetime.UTC)

Days = tuple[int, str, str]

STATES: tuple[Days, ...] = (
    (-200, "", "in time"),
    (0, "", "in time"),
    (1, "", "in time"),
    (2, " overdue", "overdue"),
    (LONG_OVERDUE.days, " overdue", "overdue"),
    (LONG_OVERDUE.days + 2, " long overdue", "long overdue"),
)
"""Days after the day on which a fact is to be checked again, the words beside the number of its note, its state."""


@pytest.fixture(scope="module")
def due(real: Handbook) -> datetime.date:
    """The day after which the cited fact is overdue."""
    claim = real.catalog.get("claim", CITED)
    assert isinstance(claim, Claim)
    return claim.recheck_after


def on(desk: Desk, path: str, day: datetime.date, reader: Reader | None = None) -> Page:
    """A page as it is read on a day."""
    page = desk.blank(reader)
    page.clock.set_fixed_time(datetime.datetime.combine(day, NOON))
    page.goto(desk.home + path)
    return page


def marker(page: Page) -> Locator:
    """What stands beside the cited figure."""
    return page.locator(f'[id="fnref:{CITED}"] > :first-child')


def note(page: Page) -> Locator:
    """What the marker opens."""
    return page.locator(f'[id="fnref:{CITED}"] + [popover]')


def colour(element: Locator) -> str:
    """The colour of the text."""
    return str(element.evaluate("element => getComputedStyle(element).color"))


@pytest.mark.parametrize(("days", "words", "state"), STATES)
def test_a_cited_figure_says_whether_it_is_overdue(
    desk: Desk, due: datetime.date, days: int, words: str, state: str
) -> None:
    page = on(desk, PAGE, due + datetime.timedelta(days=days))
    expect(marker(page)).to_have_text(re.compile(rf"^\d+{words}$"))
    expect(marker(page)).to_have_accessible_name(re.compile(rf"^Source and age, note \d+{words and ',' + words}$"))
    marker(page).press("Enter")
    late = f"({state} by {days - 1} day" if words else "confidence"
    expect(note(page)).to_contain_text(late)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_overdue_has_a_colour_of_its_own_and_what_is_long_overdue_another(
    desk: Desk, due: datetime.date, scheme: str
) -> None:
    reader = Reader(scheme="dark" if scheme == "dark" else "light")
    colours = [colour(marker(on(desk, PAGE, due + datetime.timedelta(days=days), reader))) for days in (0, 30, 400)]
    assert len(set(colours)) == 3


@pytest.mark.parametrize("width", WIDTHS)
def test_the_marker_opens_source_and_age_beside_the_figure(desk: Desk, due: datetime.date, width: int) -> None:
    page = on(desk, PAGE, due, Reader(width=width))
    expect(note(page)).not_to_be_visible()
    marker(page).click()
    expect(note(page)).to_be_visible()
    expect(note(page)).to_contain_text("Checked")
    expect(note(page)).to_contain_text("days ago")
    expect(note(page).get_by_role("link", name="In the ledger")).to_be_visible()
    expect(note(page).locator('a[href^="sources.html#"]')).to_have_count(1)
    expect(note(page).locator(".footnote-backref")).to_have_count(0)
    box = note(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    expect(note(page)).not_to_be_visible()
    expect(marker(page)).to_be_focused()


def test_without_scripts_a_figure_has_a_plain_footnote(desk: Desk, due: datetime.date) -> None:
    page = on(desk, PAGE, due, Reader(scripts=False))
    marker(page).click()
    assert page.url.endswith(f"#fn:{CITED}")
    expect(page.locator(f'[id="fn:{CITED}"]')).to_contain_text("to be checked again after")
    expect(page.locator(".hb-cited")).to_have_count(0)


def test_on_paper_a_figure_has_its_number_and_the_footnote_says_what_is_overdue(desk: Desk, due: datetime.date) -> None:
    page = on(desk, PAGE, due + datetime.timedelta(days=31))
    page.emulate_media(media="print")
    expect(marker(page)).to_be_visible()
    expect(marker(page)).to_have_text(re.compile(r"^\d+ overdue$"))
    expect(note(page)).not_to_be_visible()
    expect(page.locator(f'[id="fn:{CITED}"]')).to_contain_text("(overdue by 30 days)")


def states(page: Page) -> list[str]:
    """The state of each visible row of the ledger, from top to bottom."""
    cells = page.locator(".hb-rows tbody tr:visible td[data-value]")
    return [str(state) for state in cells.evaluate_all("cells => cells.map((cell) => cell.dataset.value)")]


def test_the_ledger_has_what_is_overdue_at_the_top_in_words_and_colours(desk: Desk, real: Handbook) -> None:
    days = sorted(fact.recheck_after for _, fact in real.catalog.facts())
    page = on(desk, LEDGER, days[0] + LONG_OVERDUE + datetime.timedelta(days=2))
    found = states(page)
    assert len(found) == len(days)
    order = ["long overdue", "overdue", "in time"]
    assert found == sorted(found, key=order.index)
    assert set(found) == set(order)
    assert page.locator(".hb-rows .hb-long-overdue").count() == found.count("long overdue")
    assert page.locator(".hb-rows .hb-overdue").count() == found.count("overdue")
    texts = page.locator(".hb-rows :is(.hb-overdue, .hb-long-overdue)").all_inner_texts()
    assert all(re.fullmatch(r"\((?:long )?overdue by \d+ days?\)", text.strip()) for text in texts)


def test_the_ledger_filters_what_is_overdue_and_sorts_by_days(desk: Desk, due: datetime.date) -> None:
    page = on(desk, LEDGER, due)
    page.get_by_role("combobox", name="Check again after").select_option("overdue")
    assert set(states(page)) == {"overdue"}
    page.get_by_role("combobox", name="Kind").select_option("cited fact")
    rows = page.locator(".hb-rows tbody tr:visible")
    assert set(rows.locator("td:nth-of-type(5)").all_inner_texts()) == {"cited fact"}
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="Check again after").dblclick()
    shown = [text[:10] for text in page.locator(".hb-rows tbody tr:visible time.hb-due").all_inner_texts()]
    assert shown == sorted(shown, reverse=True)


def test_without_scripts_the_ledger_is_whole_and_what_comes_first_is_to_be_checked_first(desk: Desk) -> None:
    page = desk.open(LEDGER, Reader(scripts=False))
    shown = page.locator(".hb-rows tbody tr:visible time.hb-due").all_inner_texts()
    assert len(shown) == page.locator(".hb-rows tbody tr").count() >= 250
    assert shown == sorted(shown)


TORN_OFF = """() => [...document.querySelectorAll(".hb-cited")].filter((number) => {
  const word = number.parentElement.previousSibling;
  if (!word || word.nodeType !== Node.TEXT_NODE || /\\s$/.test(word.data)) return false;
  const last = document.createRange();
  last.setStart(word, word.length - 1);
  last.setEnd(word, word.length);
  return last.getBoundingClientRect().right > number.getBoundingClientRect().right;
}).length"""
"""How many numbers of notes stand on the line below the word that they belong to."""


@pytest.mark.parametrize("width", WIDTHS)
def test_the_number_of_a_note_stays_with_its_word(desk: Desk, width: int) -> None:
    for path in ("law.html", "what-changed.html"):
        page = desk.open(path, Reader(width=width))
        expect(page.locator(".hb-cited").last).to_be_attached()
        assert page.evaluate(TORN_OFF) == 0, path
