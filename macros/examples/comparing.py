"""Whether two outputs say the same: words exactly, numbers within a tolerance."""

from __future__ import annotations

import re
from itertools import zip_longest

NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?(?![\w])")
BLANKS = re.compile(r"[ \t]+")

ROUNDING = 1e-12
"""Numbers this near to each other are alike on any machine: what is left of them is rounding."""


def difference(before: str, now: str, tolerance: float | None = None) -> str:
    """The first difference between two outputs, in words; nothing where there is none.

    A whole number is exact; any other may differ by a unit of its last digit, since machines round differently. A
    `tolerance` takes the place of both. How many blanks stand somewhere makes no difference.
    """
    lines = zip_longest(before.rstrip().split("\n"), now.rstrip().split("\n"))
    for number, (old, new) in enumerate(lines, 1):
        if old is None or new is None or not _alike(old, new, tolerance):
            return f"line {number} was {_shown(old)} and is {_shown(new)}"
    return ""


def _alike(old: str, new: str, tolerance: float | None) -> bool:
    """Whether two lines have the same words, and numbers that are near."""
    if _words(old) != _words(new):
        return False
    return all(
        _near(one, other, tolerance) for one, other in zip(NUMBER.findall(old), NUMBER.findall(new), strict=True)
    )


def _words(line: str) -> str:
    return BLANKS.sub(" ", NUMBER.sub(" 0 ", line)).strip()


def _near(old: str, new: str, tolerance: float | None) -> bool:
    if old == new:
        return True
    allowed = max(ROUNDING, _unit(old) if tolerance is None else tolerance)
    return abs(float(old) - float(new)) <= allowed * (1 + 1e-9)


def _unit(number: str) -> float:
    """What a one in the last digit is worth: 0.01 for 3.14; nothing for a whole number."""
    digits, _, power = number.lower().partition("e")
    decimals = len(digits.partition(".")[2])
    return float(f"1e{int(power or 0) - decimals}") if decimals or power else 0.0


def _shown(line: str | None) -> str:
    return "missing" if line is None else f"'{line.strip()[:80]}'"
