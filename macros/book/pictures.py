"""The pictures and maps of a book, as files beside its source."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from selectolax.lexbor import LexborNode

from macros.book.components import Component
from macros.book.failing import BookError
from macros.book.strings import text

STYLE = """
text { font-family: "Source Sans Pro"; fill: #1d2733 }
.hb-node rect { fill: #f4f7fa; stroke: #7a8ca0; stroke-width: 1 }
.hb-foreign rect { fill: #ffffff; stroke-dasharray: 4 3 }
.hb-title { font-weight: 600 }
.hb-note { fill: #4a5868 }
.hb-edge { fill: none; stroke: #7a8ca0; stroke-width: 1.2 }
.hb-bar { fill: #c3d7e6; stroke: #0b5a86; stroke-width: 1 }
.hb-spread { fill: none; stroke: #1d2733; stroke-width: 1.5 }
.hb-axis { fill: none; stroke: #4a5868; stroke-width: 1 }
.hb-amount { font-weight: 600 }
"""
"""How a map looks on paper; on the site its style sheet says so."""


EQUAL = "; the list after it says the same"
"""What is said of a map, so that nobody who hears the book misses it."""


class Pictures:
    """Writes each picture of a book once, under a name of its own."""

    def __init__(self, site: Path, folder: Path) -> None:
        """`folder` is where the book's source lies."""
        self._site = site
        self._folder = folder
        self._names: dict[str, str] = {}
        self.pages: dict[str, tuple[str, str]] = {}
        """The name of each file -> the first page that shows it, and what stands there."""

    def picture(self, node: Component, page: str) -> str:
        """The picture of a page: the arguments of the template's function."""
        address, words = node.attributes.get("src", ""), node.attributes.get("alt", "")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), address))
        if not words:
            raise BookError(page, f"the picture {address} does not say what it shows", address)
        if not (self._site / path).is_file():
            raise BookError(page, f"there is no picture {path}", address)
        if path not in self._names:
            self._names[path] = f"picture-{len(self._names)}{posixpath.splitext(path)[1]}"
            self._folder.joinpath(self._names[path]).write_bytes((self._site / path).read_bytes())
            self.pages[self._names[path]] = (page, address)
        width = node.attributes.get("width", "")
        return f"{text(self._names[path])}, {_points(width)}, {text(words)}"

    def map(self, node: LexborNode, page: str) -> str:
        """A map drawn in the page: the arguments of the template's function."""
        html = re.sub(r"<a [^>]*>|</a>", "", node.html or "")
        drawn = re.sub(r'(?:width|height)="[\d.]+rem"', "", html, count=2)
        drawn = re.sub(r"^<svg([^>]*)>", rf"<svg\1><style>{STYLE}</style>", drawn)
        name = f"map-{len(self._names)}.svg"
        self._names[f"{page}!{name}"] = name
        self.pages[name] = (page, "map")
        self._folder.joinpath(name).write_text(drawn.replace("&nbsp;", " "), encoding="utf-8")
        frame = node.parent.attributes.get("aria-label") if node.parent else None
        words = node.attributes.get("aria-label") or f"{frame or 'Map'}{EQUAL}"
        _, _, width, height = (node.attributes.get("viewBox") or "0 0 0 0").split()
        return f"{text(name)}, {_points(width)}, {_points(height)}, {text(words)}"


def _points(pixels: str | None) -> str:
    """A width in pixels as one on paper."""
    return f"{int(pixels) * 0.75:g}pt" if pixels and pixels.isdigit() else "auto"
