"""A figure that matplotlib drew, as SVG: the same bytes for the same picture, and nothing in it that could run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from xml.etree import ElementTree as Xml

NOT_PICTURE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
"""The date, matplotlib's name and version, and comments."""

HASHED = re.compile(r"(?<=[\"#])([A-Za-z]|image|C[0-9a-f]+_[0-9a-f]+_)[0-9a-f]{10}(?=[\"_)])")
"""An id that matplotlib makes of what it stands for, so that it changes with the last digit of any number."""

PLACES = re.compile(r"(?<=[ \n](?:d|x|y)=\")[^\"]*")
DECIMALS = re.compile(r"-?\d+\.\d{3,}")

ELEMENTS = frozenset(
    {
        "svg", "g", "defs", "style", "path", "use", "rect", "circle", "ellipse", "line", "polyline", "polygon",
        "clipPath", "image", "linearGradient", "radialGradient", "stop", "pattern", "text", "tspan",
    }
)  # fmt: skip
INSIDE = re.compile(r"#[\w.-]+|data:image/png;base64,[A-Za-z0-9+/=\s]*")
REQUEST = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)
SIZE = re.compile(r"([0-9.]+)pt")
PIXELS_PER_POINT = 4 / 3


def clean_figure(text: str) -> str:
    """The picture alone: without metadata, its ids counted, its coordinates in hundredths of a point."""
    text = NOT_PICTURE.sub("", text)
    text = PLACES.sub(lambda match: DECIMALS.sub(lambda number: f"{float(number.group()):.2f}", match.group()), text)
    names: dict[str, str] = {}
    numbers = count(1)
    text = HASHED.sub(lambda match: names.setdefault(match.group(), f"{match[1]}{next(numbers)}"), text)
    return "\n".join(line.rstrip() for line in text.strip().split("\n")) + "\n"


def find_active(text: str) -> str:
    """What a figure holds and no picture needs, in a few words; nothing where it is a picture alone."""
    if "<!" in text or "<?" in text:
        return "a declaration or a comment"
    try:
        return next(_active(Xml.fromstring(text)), "")  # noqa: S314 - without declarations there are no entities
    except Xml.ParseError as error:
        return f"no SVG: {error}"


def _active(root: Xml.Element) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name not in ELEMENTS:
            yield f"the element '{name}'"
        if REQUEST.search(element.text or ""):
            yield f"a request in <{name}>"
        for attribute, value in element.items():
            yield from _active_attribute(attribute.rpartition("}")[2], value)


def _active_attribute(name: str, value: str) -> Iterator[str]:
    if name.lower().startswith("on") or REQUEST.search(value):
        yield f"the attribute '{name}'"
    elif name == "href" and not INSIDE.fullmatch(value):
        yield f"the address '{value[:40]}'"


def size(text: str) -> tuple[int, int]:
    """Width and height in pixels, as a browser shows the figure; zeros where it does not say."""
    root = Xml.fromstring(text)  # noqa: S314 - vetted by `find_active` before
    sides = [SIZE.fullmatch(root.get(name, "")) for name in ("width", "height")]
    width, height = (round(float(side[1]) * PIXELS_PER_POINT) if side else 0 for side in sides)
    return width, height
