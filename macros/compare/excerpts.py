"""Two texts -> the places where they differ, with a few words around each."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

SHORT = 80
"""Texts up to this length are shown whole."""

CONTEXT = 3
"""How many words are shown on either side of a change."""

LONGEST = 160
"""The longest excerpt; longer ones are cut, and what differs stays in sight."""

LEAD = 40
"""How much of a cut excerpt stands before the first character that differs."""

MOST_WORDS = 600
"""Up to this many words every place is found; beyond, where the first and the last change stand."""

Excerpt = tuple[str, str]
"""A stretch of the old text, and what became of it."""

Stretch = tuple[int, int]
"""From and to which word."""


def excerpts(old: str, new: str) -> list[Excerpt]:
    """Where two texts differ, in their order; each pair shows a difference."""
    if max(len(old), len(new)) <= SHORT:
        return [(old, new)]
    before, after = old.split(), new.split()
    stretches = _stretches(before, after) if max(len(before), len(after)) <= MOST_WORDS else _ends(before, after)
    return [_cut(_excerpt(before, *left), _excerpt(after, *right)) for left, right in stretches]


def shortened(text: str) -> str:
    """A text without its end, where it is long."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[Stretch, Stretch]]:
    """Where the words differ, with their context."""
    for group in difflib.SequenceMatcher(None, old, new).get_grouped_opcodes(CONTEXT):
        yield (group[0][1], group[-1][2]), (group[0][3], group[-1][4])


def _ends(old: list[str], new: list[str]) -> Iterator[tuple[Stretch, Stretch]]:
    """One stretch from the first to the last word that differs."""
    start = _shared(old, new)
    tail = _shared(old[start:][::-1], new[start:][::-1])
    first, after = max(0, start - CONTEXT), max(0, tail - CONTEXT)
    yield (first, len(old) - after), (first, len(new) - after)


def _excerpt(words: list[str], start: int, stop: int) -> str:
    before, after = "… " if start > 0 else "", " …" if stop < len(words) else ""
    return f"{before}{' '.join(words[start:stop])}{after}"


def _cut(old: str, new: str) -> Excerpt:
    """Both around the first character that differs, where one is long."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    start = max(0, _shared(old, new) - LEAD)
    return _window(old, start), _window(new, start)


def _window(text: str, start: int) -> str:
    before, after = "… " if start > 0 else "", " …" if start + LONGEST < len(text) else ""
    return f"{before}{text[start : start + LONGEST].strip()}{after}"


def _shared(old: str | list[str], new: str | list[str]) -> int:
    """How many items two sequences have in common at their beginning."""
    shortest = min(len(old), len(new))
    return next((at for at in range(shortest) if old[at] != new[at]), shortest)
