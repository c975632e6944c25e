"""Colours stand out from what they lie on: text at least 4.5:1, what shows focus or bounds a field at least 3:1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from tests.browser.desk import SCHEMES, Desk, Reader
from tests.browser.kinds import COMPONENTS

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text (WCAG 1.4.3), and of what one must see to use a page (1.4.11)."""

CODE = ("comment", "constant", "function", "generic", "keyword", "name", "number", "operator", "punctuation")
CODE_TOO = ("special", "string", "variable")
INKS = ("ink", "quiet", "link", "accent", "warn", "late")

COLOUR = """(name) => {
  const place = document.querySelector("article");
  place.style.color = name;
  const colour = getComputedStyle(place).color;
  place.style.color = "";
  return colour;
}"""


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, and how opaque it is from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1

    def over(self, below: Colour) -> Colour:
        """The colour that is seen where this lies on another."""
        seen = (self.alpha * up + (1 - self.alpha) * down for up, down in zip(self[:3], below[:3], strict=True))
        return Colour(*seen)

    def luminance(self) -> float:
        """The relative luminance as WCAG defines it, from 0 to 1."""
        red, green, blue = (_linear(part / 255) for part in self[:3])
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio as WCAG defines it, from 1 to 21."""
    low, high = sorted((first.luminance(), second.luminance()))
    return (high + 0.05) / (low + 0.05)


def colour(page: Page, name: str) -> Colour:
    """What a variable of the style sheets comes to on a page."""
    found = re.findall(r"[\d.]+", page.evaluate(COLOUR, f"var(--{name})"))
    return Colour(*map(float, found))


@pytest.fixture(params=SCHEMES)
def page(request: pytest.FixtureRequest, desk: Desk, addresses: Mapping[str, str]) -> Page:
    """The page of all components, light and dark."""
    return desk.open(addresses[COMPONENTS], Reader(scheme=request.param))


def test_contrast_is_that_of_the_standard() -> None:
    white, grey = Colour(255, 255, 255), Colour(0x76, 0x76, 0x76)
    assert contrast(white, Colour(0, 0, 0)) == 21
    assert round(contrast(grey, white), 2) == 4.54
    assert Colour(0, 0, 0, 0.5).over(white) == Colour(127.5, 127.5, 127.5)


def test_text_stands_out_from_paper_and_wash(page: Page) -> None:
    weak = {
        (ink, ground): round(ratio, 2)
        for ink, ground in product(INKS, ("paper", "wash"))
        if (ratio := contrast(colour(page, f"hb-{ink}"), colour(page, f"hb-{ground}"))) < TEXT
    }
    assert weak == {}


def test_code_stands_out_from_its_ground_and_from_marked_lines(page: Page) -> None:
    ground = colour(page, "md-code-bg-color")
    marked = colour(page, "md-code-hl-color--light").over(ground)
    inks = [*(f"md-code-hl-{kind}-color" for kind in CODE + CODE_TOO), "md-code-fg-color", "hb-link"]
    ratios = {ink: min(contrast(colour(page, ink).over(ground), below) for below in (ground, marked)) for ink in inks}
    assert {ink: round(ratio, 2) for ink, ratio in ratios.items() if ratio < TEXT} == {}


def test_the_line_around_the_focus_and_around_fields_is_seen(page: Page) -> None:
    for shape, ground in product(("accent", "quiet"), ("paper", "wash")):
        assert contrast(colour(page, f"hb-{shape}"), colour(page, f"hb-{ground}")) >= SHAPE
