"""How wide the columns of a table are: no word is broken for the sake of a neighbour that could break between words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

UNBROKEN = re.compile(r"[ \t\n]|(?<=-)(?=[^\W\d])")
"""Where a line may end in a cell."""

ROOM = 98
"""How many signs of a table's usual letters fit beside each other."""
SMALLER = 118
"""How many, in the smaller letters of a table with many columns."""
MANY = 6
"""From how many columns on the letters are smaller."""

INSET = 2
"""How many signs the space at both sides of a cell takes."""
LONGEST_WORD = 24
"""A word that is longer may be broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How many signs the longest cell of a column has, and its longest word."""

    longest: int
    word: int


def widths_of(columns: Sequence[Column]) -> list[float]:
    """The shares of the columns: the longest word at least, and of what is left more for those with longer cells."""
    least = [min(column.word, LONGEST_WORD) + 1.0 for column in columns]
    wanted = [max(column.longest + 1.0, word) for column, word in zip(columns, least, strict=True)]
    room = (SMALLER if len(columns) >= MANY else ROOM) - INSET * len(columns)
    if sum(wanted) > room:
        wanted = _fitted(least, wanted, room)
    return [width + INSET for width in wanted]


def _fitted(least: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Widths between the least and the wanted ones that fill the room."""
    wishes = [(want - low) ** 0.75 for low, want in zip(least, wanted, strict=True)]
    share = max(room - sum(least), 0) / (sum(wishes) or 1)
    return [min(low + share * wish, want) for low, wish, want in zip(least, wishes, wanted, strict=True)]
