"""Colours as a browser reports them, and how far two stand apart."""

from __future__ import annotations

import re
from typing import NamedTuple

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text (WCAG 1.4.3), and of what one must see to use a page (1.4.11)."""


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, and how opaque it is from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1

    def over(self, below: Colour) -> Colour:
        """The colour that is seen where this lies on another."""
        return Colour(
            *(self.alpha * up + (1 - self.alpha) * down for up, down in zip(self[:3], below[:3], strict=True))
        )

    def luminance(self) -> float:
        """The relative luminance as WCAG defines it, from 0 to 1."""
        red, green, blue = (_linear(part / 255) for part in self[:3])
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def read_colour(text: str) -> Colour:
    """A colour as browsers write it: rgb(1, 2, 3) or rgba(1, 2, 3, 0.4)."""
    return Colour(*map(float, re.findall(r"[\d.]+", text)))


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio as WCAG defines it, from 1 to 21."""
    low, high = sorted((first.luminance(), second.luminance()))
    return (high + 0.05) / (low + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
