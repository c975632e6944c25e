"""The frame around every page, as it is used: panels, colours, links to headings, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Desk, Reader

TOPIC = "topics/apis-and-services.html"
SKILL = "skills/mathematics.html"
PHONE = Reader(width=390)
PANELS = {"menu": (".hb-menu", "#hb-navigation"), "contents": (".hb-contents-button", "#hb-contents")}

STOPS = """() => [...document.querySelectorAll("a, button, input, select, summary, [tabindex='0']")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => element.closest("{panel}")).length"""


def reachable(page: Page, panel: str) -> int:
    """How many elements in a panel take the focus."""
    count: int = page.evaluate(STOPS.replace("{panel}", panel))
    return count


def tab_through(page: Page, most: int = 60) -> Iterator[str]:
    """What the Tab key reaches from the start of the page, in order: the id of the panel around it, or nothing."""
    for _ in range(most):
        page.keyboard.press("Tab")
        yield page.evaluate("document.activeElement.closest('[popover]')?.id ?? ''")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_is_out_of_reach_until_it_is_opened_with_scripts_or_without(
    desk: Desk, panel: str, scripts: bool
) -> None:
    button, place = PANELS[panel]
    page = desk.open(SKILL, Reader(width=390, scripts=scripts))
    expect(page.locator(place)).to_be_hidden()
    page.click(button)
    expect(page.locator(f"{place} a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(place)).to_be_hidden()
    expect(page.locator(button)).to_be_focused()


def test_the_keyboard_never_enters_a_closed_panel(desk: Desk) -> None:
    page = desk.open(TOPIC, PHONE)
    assert reachable(page, "#hb-navigation") == reachable(page, "#hb-contents") == 0
    assert set(tab_through(page)) == {""}


def test_the_keyboard_goes_from_the_button_into_the_panel_it_opened(desk: Desk) -> None:
    page = desk.open(TOPIC, PHONE)
    page.focus(".hb-menu")
    page.keyboard.press("Enter")
    assert next(tab_through(page)) == "hb-navigation"


def test_a_link_to_the_same_page_closes_its_panel(desk: Desk) -> None:
    page = desk.open(SKILL, PHONE)
    page.click(".hb-contents-button")
    page.click("#hb-contents a >> nth=1")
    expect(page.locator("#hb-contents")).to_be_hidden()
    assert "#" in page.url


def test_a_panel_that_is_open_gives_way_when_there_is_room_beside_the_text(desk: Desk) -> None:
    page = desk.open(SKILL, PHONE)
    page.click(".hb-menu")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("#hb-navigation:popover-open")).to_have_count(0)
    expect(page.locator("#hb-navigation")).to_be_visible()


def test_beside_the_text_stands_the_part_one_is_in_and_its_page_is_marked(desk: Desk) -> None:
    page = desk.open(TOPIC)
    assert page.locator(".hb-part:visible > span").all_inner_texts() == ["Learn"]
    assert page.locator("#hb-navigation [aria-current=page]").inner_text() == "APIs and services"
    assert page.locator(".hb-parts [aria-current]").inner_text() == "Learn"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_no_page_is_wider_than_its_window(desk: Desk, width: int) -> None:
    for path in ("index.html", SKILL, "tools/index.html", "how-it-is-made.html", "404.html"):
        page = desk.open(path, Reader(width=width))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_follow_the_system_without_a_script(desk: Desk, scheme: str) -> None:
    reader = Reader(scheme="dark" if scheme == "dark" else "light", scripts=False)
    colour = (
        desk.open("index.html", reader).locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor")
    )
    assert colour == ("rgb(20, 25, 28)" if scheme == "dark" else "rgb(255, 254, 251)")


def test_the_colours_are_chosen_with_a_button_that_says_so_and_stay_on_the_next_page(desk: Desk) -> None:
    page = desk.open("index.html")
    button = page.locator(".hb-scheme")
    for now, following in (("as your system", "light"), ("light", "dark"), ("dark", "as your system")):
        expect(button).to_have_accessible_name(f"Colours: {now}. Change to: {following}")
        if now != "dark":
            button.click()
    page.goto(desk.home + TOPIC)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 28)"


def test_a_heading_can_be_linked_by_pointer_keyboard_and_touch(desk: Desk, browser: Browser) -> None:
    page = desk.open(SKILL)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = page.locator("h2 .headerlink").first
    expect(link).to_have_accessible_name("Link to this heading")
    assert link.evaluate("(link) => getComputedStyle(link).opacity") == "0"
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hb-notice")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("#what-you-can-do-with-it")
    assert link.evaluate("(link) => getComputedStyle(link).opacity") == "1"
    touch = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}).new_page()
    touch.goto(desk.home + SKILL)
    assert touch.locator("h2 .headerlink").first.evaluate("(link) => getComputedStyle(link).opacity") == "1"
    touch.context.close()


def test_without_a_script_the_link_to_a_heading_sets_the_address(desk: Desk) -> None:
    page = desk.open(SKILL, Reader(scripts=False))
    page.locator("h2").first.hover()
    page.locator("h2 .headerlink").first.click()
    assert page.url.endswith("#what-you-can-do-with-it")


def test_code_can_be_copied(desk: Desk) -> None:
    page = desk.open("how-it-is-made.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.focus(".hb-copy")
    page.keyboard.press("Enter")
    expect(page.locator(".hb-notice")).to_have_text("Code copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".highlight code").first.inner_text()


def test_the_contents_mark_the_section_one_reads(desk: Desk) -> None:
    page = desk.open(f"{SKILL}#why-it-pays")
    expect(page.locator("#hb-contents [aria-current]")).to_have_text("Why it pays")


def test_the_frame_works_from_a_disk(desk: Desk, site: Path) -> None:
    page = desk.open((site / SKILL).as_uri(), PHONE)
    page.click(".hb-menu")
    page.get_by_role("link", name="Glossary").click()
    assert re.search(r"/glossary\.html$", page.url)
    expect(page.locator("body")).to_have_css("display", "flex")


def test_paper_gets_the_text_alone_unfolded_and_the_addresses_of_its_links(desk: Desk) -> None:
    page = desk.open(SKILL, Reader(scheme="dark", scripts=False))
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".hb-header", ".hb-where", "#hb-navigation", "#hb-contents", ".hb-neighbours", ".hb-actions"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("details p:not(summary p)").first).to_be_visible()
    address = "(link) => getComputedStyle(link, '::after').content"
    assert "https://" in page.locator("article a[href^=https]:not(.hb-bare):visible").first.evaluate(address)
    assert page.locator("article a[href$='.html']:visible").first.evaluate(address) == "none"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 254, 251)"
    page.goto(desk.home + "resources.html")
    assert page.locator(".hb-bare").first.evaluate(address) == "none"


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_pressed_in_the_frame_is_large_enough(desk: Desk, width: int) -> None:
    page = desk.open(SKILL, Reader(width=width))
    for opener, panel in PANELS.values() if width == 390 else [("", "body")]:
        if opener:
            page.click(opener)
        inside = (
            f"{panel} :is(.hb-header, .hb-where, .hb-neighbours, .hb-footer) :is(a, button), [popover] :is(a, button)"
        )
        for target in page.locator(inside).all():
            box = target.bounding_box()
            assert not box or (box["height"] >= 24 and box["width"] >= 24), target.inner_text()
        page.keyboard.press("Escape")
