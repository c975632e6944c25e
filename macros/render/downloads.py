"""The places on a page that say what there is to know of a download, before and after it is made."""

from __future__ import annotations

import re
from collections.abc import Mapping

ABSENT = (
    "<p>Made by <code>make release</code>. Its size, its day and its SHA-256 stand on the page "
    "that is published with it.</p>"
)
"""What stands there until then, and in the files themselves: it is true in every copy."""
PLACE = re.compile(r'(<div class="hb-download"[^>]* data-download="([a-z]+)"[^>]*>)(.*?)(</div>)', re.DOTALL)


def create_place(kind: str) -> str:
    """The place for a download on a page, as it is built: the files are made from the pages, so none is there yet."""
    return f'<div class="hb-download" data-download="{kind}" data-search-exclude>{ABSENT}</div>'


def filled(html: str, facts: Mapping[str, str]) -> str:
    """A built page with what is known of each download in its place; without any, the page as it was built."""
    return PLACE.sub(lambda place: f"{place[1]}{facts.get(place[2], ABSENT)}{place[4]}", html)
