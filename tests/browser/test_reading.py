"""Pages hold for readers who see them otherwise: with large text, wide spacing, forced colours, nothing that moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.colours import TEXT, contrast, read_colour
from tests.browser.desk import SCHEMES, WIDTHS, Desk, Reader
from tests.browser.kinds import COMPONENTS, EVERY
from tests.browser.search import open_search

OVERFLOWING = """
() => {
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const held = "[role=region][aria-label], .hb-formula[aria-label], pre > code, .highlight pre, nav *";
  const isNamed = (element) => element.matches(held);
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isClipped = (element) => element.closest(".hb-skip, .headerlink") !== null;

  function isHeld(element) {
    for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
      if (scrolls(outer) && isNamed(outer)) {
        return true;
      }
    }
    return false;
  }

  const width = document.documentElement.clientWidth;
  const found = [...document.querySelectorAll("body *")].filter((element) => {
    const { left, right, width: own, height } = element.getBoundingClientRect();
    const isOutside = own > 1 && height > 1 && (right > width + 1 || left < -1);
    return isOutside && isSeen(element) && !isClipped(element) && !isHeld(element);
  });
  return found.map((element) => element.outerHTML.replace(/\\s+/g, " ").slice(0, 140));
}
"""
"""What reaches beyond the window and lies in no named region of its own."""

CUT = """
() => [...document.querySelectorAll("main *, header *, footer *")].filter((element) => {
  const { overflowX, overflowY, clipPath } = getComputedStyle(element);
  const hides = (overflow) => ["hidden", "clip"].includes(overflow);
  const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isNarrow = hides(overflowX) && element.scrollWidth > element.clientWidth + 1;
  const isLow = hides(overflowY) && element.scrollHeight > element.clientHeight + 1;
  const isShown = isSeen && clipPath === "none" && element.clientWidth > 1;
  return (isNarrow || isLow) && isShown && element.textContent.trim();
}).map((element) => element.outerHTML.replace(/\\s+/g, " ").slice(0, 140))
"""
"""What hides a part of its own text."""

SPACING = """
const style = new CSSStyleSheet();
style.replaceSync(`* {
  letter-spacing: 0.12em !important;
  line-height: 1.5 !important;
  word-spacing: 0.16em !important;
} p { margin-bottom: 2em !important; }`);
document.adoptedStyleSheets.push(style);
"""
"""What readers may set for themselves (WCAG 1.4.12)."""


def overflowing(page: Page) -> list[str]:
    """What reaches beyond the window, and what hides its own text; the page itself does not scroll sideways."""
    found: list[str] = page.evaluate(OVERFLOWING) + [f"cut: {told}" for told in page.evaluate(CUT)]
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"the page, by {wide} px"] if wide > 0 else [])


@pytest.mark.parametrize("kind", EVERY)
def test_nothing_reaches_beyond_a_narrow_window(turning: Desk, addresses: Mapping[str, str], kind: str) -> None:
    page = turning.turn(addresses[kind], Reader(width=320, height=640))
    assert overflowing(page) == []
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    assert overflowing(page) == []


@pytest.mark.parametrize("kind", EVERY)
def test_wider_spacing_cuts_nothing_off(turning: Desk, addresses: Mapping[str, str], kind: str) -> None:
    page = turning.turn(addresses[kind], Reader())
    page.evaluate(SPACING)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert overflowing(page) == []


MOVING = """
() => [...document.querySelectorAll("*")].filter((element) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
  const lasts = transitionDuration.split(",").some((time) => parseFloat(time) > 0);
  const { transitionProperty } = getComputedStyle(element);
  return (lasts && transitionProperty !== "none") || animationName !== "none" || scrollBehavior === "smooth";
}).map((element) => element.outerHTML.replace(/\\s+/g, " ").slice(0, 100))
"""


@pytest.mark.parametrize("kind", ["index", "resources", "skill with a text", COMPONENTS])
def test_nothing_moves_for_those_who_asked_for_that(desk: Desk, addresses: Mapping[str, str], kind: str) -> None:
    page = desk.open(addresses[kind], Reader(reduced_motion=True))
    open_search(page)
    assert page.evaluate(MOVING) == []


UNBOUND = """
() => [...document.querySelectorAll("select, input, .hb-frame, dialog, [popover]:popover-open")].filter((element) => {
  const style = getComputedStyle(element);
  const hasBorder = ["Top", "Bottom", "Left"].some((side) =>
    style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1);
  const isNative = element.type === "checkbox" || element.type === "radio";
  return element.checkVisibility() && !isNative && !hasBorder;
}).map((element) => element.outerHTML.replace(/\\s+/g, " ").slice(0, 100))
"""
"""Fields and frames without a border, which is all that forced colours leave of them."""

MAP_COLOURS = """
() => {
  const of = (selector, name) => getComputedStyle(document.querySelector(`.hb-frame ${selector}`))[name];
  return {
    title: [of(".hb-title", "fill"), of("rect", "fill")],
    note: [of(".hb-note", "fill"), of("rect", "fill")],
    box: [of("rect", "stroke"), getComputedStyle(document.body).backgroundColor],
    arrow: [of(".hb-edge", "stroke"), getComputedStyle(document.body).backgroundColor],
  };
}
"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_map_is_readable_in_forced_colours(
    desk: Desk, addresses: Mapping[str, str], scheme: Literal["light", "dark"]
) -> None:
    page = desk.open(addresses["skill with a text"], Reader(forced_colours=True, scheme=scheme))
    for name, (ink, ground) in page.evaluate(MAP_COLOURS).items():
        assert contrast(read_colour(ink), read_colour(ground)) >= TEXT, name


@pytest.mark.parametrize("kind", ["index", "resources", "skill with a text", COMPONENTS])
def test_controls_have_borders_in_forced_colours(desk: Desk, addresses: Mapping[str, str], kind: str) -> None:
    page = desk.open(addresses[kind], Reader(forced_colours=True))
    if page.locator("button.hb-term").count():
        page.locator("button.hb-term").first.click()
    assert page.evaluate(UNBOUND) == []
    open_search(page)
    assert page.evaluate(UNBOUND) == []
