"""Maps in a browser: words stay in their boxes, the keyboard walks them in order, and a box in focus says why."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.desk import WIDTHS, Desk, Reader

MAPS = ("roadmap/index.html", "skills/data-science.html", "skills/generative-ai.html", "skills/frameworks.html")
BOX = ".hb-map .hb-node a"

OUTSIDE = """
() => [...document.querySelectorAll(".hb-map .hb-node")].filter((group) => {
  const box = group.querySelector("rect").getBBox();
  return [...group.querySelectorAll("text")].some((text) => {
    const words = text.getBBox();
    return words.x < box.x || words.x + words.width > box.x + box.width
      || words.y < box.y || words.y + words.height > box.y + box.height;
  });
}).map((group) => group.textContent.trim())
"""


def names(page: Page) -> list[str]:
    """The names of the boxes, in the order of the page."""
    found: list[str] = page.eval_on_selector_all(BOX, "links => links.map(link => link.ariaLabel)")
    return found


@pytest.mark.parametrize("family", ["DejaVu Sans", "sans-serif"])
@pytest.mark.parametrize("path", MAPS)
def test_words_stay_inside_their_boxes(desk: Desk, path: str, family: str) -> None:
    page = desk.open(path)
    page.eval_on_selector(".hb-frame svg", "(map, family) => map.style.fontFamily = family", family)
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", MAPS)
def test_a_map_scrolls_in_its_own_frame_at_its_own_size(desk: Desk, path: str, width: int) -> None:
    page = desk.open(path, Reader(width=width))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    drawn, frame = page.locator(".hb-frame svg").bounding_box(), page.locator(".hb-frame").bounding_box()
    assert drawn is not None
    assert frame is not None
    assert drawn["width"] == page.evaluate("document.querySelector('.hb-frame svg').viewBox.baseVal.width")
    assert frame["width"] <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_walks_a_map_in_learning_order_and_sees_where_it_is(desk: Desk, width: int) -> None:
    page = desk.open("skills/mathematics.html", Reader(width=width))
    page.focus(".hb-frame")
    for name in names(page):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.ariaLabel") == name
        assert page.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth") == "4px"
        frame, box = page.locator(".hb-frame").bounding_box(), page.locator(f"{BOX}:focus").bounding_box()
        assert frame is not None
        assert box is not None
        assert frame["x"] <= box["x"] <= frame["x"] + frame["width"] - 20
        assert frame["y"] <= box["y"] <= frame["y"] + frame["height"] - 20


def test_a_box_in_focus_or_under_the_pointer_says_what_it_needs_and_why(desk: Desk) -> None:
    page = desk.open("skills/mathematics.html")
    page.focus(f'{BOX}[aria-label^="Gradient descent"]')
    assert page.locator(".hb-why p").all_inner_texts() == [
        page.get_attribute(f"{BOX}:focus", "aria-label"),
        page.locator("#gradient-descent-needs-derivatives-and-gradients").inner_text(),
    ]
    page.hover(f'{BOX}[aria-label^="Vectors"]')
    assert page.locator(".hb-why p").all_inner_texts()[1:] == ["needs nothing else on this map"]


def test_a_screen_reader_hears_name_and_reasons_of_a_box(desk: Desk) -> None:
    page = desk.open("roadmap/index.html", Reader(scripts=False))
    box = page.locator(f'{BOX}[aria-label^="Certificates"]')
    reason = page.locator("#certifications-needs-frameworks").inner_text()
    assert box.get_attribute("aria-describedby") == "certifications-needs-frameworks"
    assert reason.startswith("needs Frameworks and libraries: The exams ask")
    assert page.get_by_role("link", name="Certificates, step 5 · 40\N{EN DASH}100 h").count() == 1


def test_a_map_is_whole_on_paper_and_without_scripts(desk: Desk) -> None:
    page = desk.open("skills/frameworks.html", Reader(scripts=False))
    assert page.locator(".hb-why").count() == 0
    page.emulate_media(media="print")
    drawn, frame = page.locator(".hb-frame svg").bounding_box(), page.locator(".hb-frame").bounding_box()
    assert drawn is not None
    assert frame is not None
    assert drawn["height"] <= frame["height"]
    assert drawn["width"] <= frame["width"]


def test_a_map_has_the_colours_of_its_page_and_on_paper_those_of_light(desk: Desk) -> None:
    page = desk.open("skills/frameworks.html", Reader(scheme="dark"))
    colour = "getComputedStyle(document.querySelector('.hb-title')).fill"
    dark = page.evaluate(colour)
    page.emulate_media(media="print")
    paper = page.evaluate(colour)
    assert paper == desk.open("skills/frameworks.html").evaluate(colour) != dark
