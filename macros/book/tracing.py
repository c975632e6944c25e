"""Where on the site stands what typst refuses: it names a line of the book's source, a picture, or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from macros.book.failing import BookError

PLACE = re.compile(r"book\.typ:(\d+):\d+")
CHAPTER = re.compile(r'^#chapter\(.*, key: label\(("[^"]*")\)\)$')
SIGN = re.compile(r'the text `"(.*)"` could not be displayed')
TOO_TALL = re.compile(r"panicked with: too tall, (\[.*\])$", re.DOTALL)
"""What the template says of a formula: the page, and a piece of its TeX."""

PICTURE = re.compile(r"decode image|parse SVG|image format|load image", re.IGNORECASE)
BESIDE = re.compile(r"\S*/(?=book\.typ|template\.typ|picture-|map-)")
"""The folder in which the book is set, which is gone when anybody reads of it."""

Pages = Mapping[str, tuple[str, str]]
"""A picture's file beside the book's source -> its page, and its address there."""


def traced(message: str, details: str, source: str, pictures: Pages, is_sound: Callable[[str], bool]) -> BookError:
    """The error at the page of the site that it comes from; `is_sound` says whether a picture can be read."""
    if found := TOO_TALL.search(message):
        page, needle = json.loads(found[1])
        return BookError(page, "the formula is taller than a sheet: break it into several", needle)
    if PICTURE.search(message):
        broken = next((name for name in pictures if not is_sound(name)), "")
        page, address = pictures.get(broken, ("", ""))
        return BookError(page, f"the picture {address} cannot be read: {message}", address)
    sign, place = SIGN.search(message), PLACE.search(details)
    page = page_at(source, int(place[1])) if place else ""
    if sign:
        return BookError(page, f"no font of the book has the sign '{sign[1]}': write it otherwise", sign[1])
    return BookError(page, f"typst: {message}" if page else f"typst: {BESIDE.sub('', details) or message}")


def page_at(source: str, number: int) -> str:
    """The page of the site that a line of the book's source is made from; empty before the first."""
    lines = source.split("\n")[:number]
    chapters = (found for line in reversed(lines) if (found := CHAPTER.match(line)))
    found = next(chapters, None)
    return str(json.loads(found[1])) if found else ""
