"""What a page's HTML gets once it is clean: sizes of pictures, names of headings' links.

Reads what the clean-up wrote, in which every attribute is quoted and no `"` stands inside one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

ATTRIBUTES = r'(?: [\w:-]+="[^"]*")*'
PICTURE = re.compile(rf"<img{ATTRIBUTES}>")
HEADING_LINK = re.compile(r'(<a class="headerlink" href="[^"]*") title="([^"]*)"')
BARE_ADDRESS = re.compile(r'<a href="(https?://[^"]*)">(?=\1</a>)')

PLAIN_CODE = re.compile(
    r'<span class="(?:n|nn|nx|na|nb|nv|vm|bp|ne|m[a-z]{0,2}|o|ow|p|si|w)">([^<]*)</span>|<span></span>'
)
"""Names, numbers and signs of highlighted code: frame.css has no colour for them, and they are most of it."""

ALIKE_CODE = re.compile(r'<span class="([ksc])[a-z0-9]{1,2}">(?=[^<]*</span>)')
SEAM = re.compile(r'(<span class="([ksc])">[^<]*)</span><span class="\2">')
"""Kinds of keywords, strings and comments, which have one colour each; and where two of a kind meet."""

SizeOf = Callable[[str], tuple[int, int] | None]
"""The width and height of the picture at an address, where it can be read."""


def finish(html: str, size_of: SizeOf) -> str:
    """A page's content with everything that a browser needs to know and nobody should have to write."""
    html = PICTURE.sub(lambda match: _sized(match[0], size_of), html)
    html = SEAM.sub(r"\1", ALIKE_CODE.sub(r'<span class="\1">', PLAIN_CODE.sub(r"\1", html)))
    html = HEADING_LINK.sub(r'\1 title="\2" aria-label="\2"', html)
    return BARE_ADDRESS.sub(r'<a class="hb-bare" href="\1">', html)


def _sized(picture: str, size_of: SizeOf) -> str:
    """A picture that keeps its place while it loads, and loads when it is nearly in sight."""
    values = dict(re.findall(r' ([\w:-]+)="([^"]*)"', picture))
    size = None if {"width", "height"} <= values.keys() else size_of(values.get("src", ""))
    if size is not None:
        width, height = _in_proportion(size, values)
        values |= {"width": width, "height": height}
    values = {"loading": "lazy", **values}
    return "<img" + "".join(f' {name}="{value}"' for name, value in values.items()) + ">"


def _in_proportion(size: tuple[int, int], said: dict[str, str]) -> tuple[str, str]:
    """The size as it is, or scaled to the one side that the page names."""
    width, height = size
    if said.get("width", "").isdigit():
        return said["width"], str(round(height * int(said["width"]) / width))
    if said.get("height", "").isdigit():
        return str(round(width * int(said["height"]) / height)), said["height"]
    return str(width), str(height)
