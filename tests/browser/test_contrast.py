"""Colours stand out from what they lie on: text at least 4.5:1, what shows focus or bounds a field at least 3:1."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from playwright.sync_api import Page
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]  # it comes without types

from tests.browser.colours import SHAPE, TEXT, Colour, contrast, read_colour
from tests.browser.desk import SCHEMES, Desk, Reader
from tests.browser.kinds import COMPONENTS

INKS = ("ink", "quiet", "link", "accent", "warn", "late")

READ = """([variable]) => {
  const place = document.querySelector("article");
  place.style.color = `var(--${variable})`;
  const { color } = getComputedStyle(place);
  place.style.color = "";
  return color;
}"""

CODE = """(classes) => {
  const lines = [document.querySelector(".highlight code"), document.querySelector(".highlight .hll")];
  const found = [];
  lines.forEach(function (line) {
    for (const name of classes) {
      const token = Object.assign(document.createElement("span"), { className: name, textContent: "x" });
      line.append(token);
      const grounds = [];
      for (let outer = token; outer; outer = outer.parentElement) {
        grounds.push(getComputedStyle(outer).backgroundColor);
      }
      found.push([name, getComputedStyle(token).color, grounds]);
      token.remove();
    }
  });
  return found;
}"""
"""The colour of each kind of token, plain and in a marked line, and the grounds it lies on, from the nearest out."""


def variable(page: Page, name: str) -> Colour:
    """What a variable of the style sheets comes to on a page."""
    return read_colour(page.evaluate(READ, [name]))


def seen(grounds: list[str]) -> Colour:
    """The ground that is seen through those above it."""
    found = Colour(255, 255, 255)
    for ground in reversed(grounds):
        found = read_colour(ground).over(found)
    return found


@pytest.fixture(params=SCHEMES)
def page(request: pytest.FixtureRequest, desk: Desk, addresses: Mapping[str, str]) -> Page:
    """The page of all components, light and dark."""
    return desk.open(addresses[COMPONENTS], Reader(scheme=request.param))


def test_contrast_is_that_of_the_standard() -> None:
    white, grey = Colour(255, 255, 255), Colour(0x76, 0x76, 0x76)
    assert contrast(white, Colour(0, 0, 0)) == 21
    assert round(contrast(grey, white), 2) == 4.54
    assert read_colour("rgba(0, 0, 0, 0.5)").over(white) == Colour(127.5, 127.5, 127.5)


def test_text_stands_out_from_paper_wash_and_code(page: Page) -> None:
    weak = {
        (ink, ground): round(ratio, 2)
        for ink, ground in product(INKS, ("paper", "wash", "code"))
        if (ratio := contrast(variable(page, f"hb-{ink}"), variable(page, f"hb-{ground}"))) < TEXT
    }
    assert weak == {}


def test_every_kind_of_token_stands_out_from_its_line(page: Page) -> None:
    tokens = page.evaluate(CODE, ["", *filter(None, STANDARD_TYPES.values())])
    ratios = [(name, contrast(read_colour(colour), seen(grounds))) for name, colour, grounds in tokens]
    assert len(ratios) > 100
    assert [(name, round(ratio, 2)) for name, ratio in ratios if ratio < TEXT] == []


def test_the_line_around_the_focus_and_around_fields_is_seen(page: Page) -> None:
    for shape, ground in product(("accent", "quiet"), ("paper", "wash", "code")):
        assert contrast(variable(page, f"hb-{shape}"), variable(page, f"hb-{ground}")) >= SHAPE
