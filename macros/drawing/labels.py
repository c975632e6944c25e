"""Words in a box: how wide they are in the widest of the fonts that readers have, and where they break."""

from __future__ import annotations

NARROW = frozenset("ijlftrI .,:;'|!()[]-/·")
MIDDLE = frozenset("abcdeghknopqsuvxyzJ0123456789\N{EN DASH}?_")
WIDE = frozenset("mwMW%@")
EMS = {"narrow": 0.42, "middle": 0.64, "capital": 0.79, "wide": 1.0}
"""Upper bounds of a character's width in ems: those of DejaVu Sans, the widest of the usual system fonts."""


def width_of(text: str, size: float) -> float:
    """How wide a line of text can get at a font size, in units of that size."""
    return size * sum(EMS[_kind(character)] for character in text)


def wrap(text: str, width: float, size: float) -> list[str]:
    """Lines no wider than `width`, broken between words; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _kind(character: str) -> str:
    if character in NARROW:
        return "narrow"
    if character in MIDDLE:
        return "middle"
    return "capital" if character.isascii() and character not in WIDE else "wide"
