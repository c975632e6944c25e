"""Rules about the text in records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.catalog import Catalog
from macros.checks.finding import Finding
from macros.models import is_web_address
from macros.source import Loc

HTML = re.compile(r"<[A-Za-z/!?]")
CODE = re.compile(r"`[^`]*`")
LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")


def html_in_data(catalog: Catalog) -> Iterator[Finding]:
    """Text in data holds no HTML; it would be printed as it stands."""
    for entry in catalog.entries.values():
        if "<" not in entry.source.text:
            continue
        for loc, text in strings(entry.source.value):
            if found := HTML.search(CODE.sub(_blank, text)):
                message = f"HTML in text: '{text[found.start() : found.start() + 20]}'"
                hint = "write Markdown (*emphasis*, `code`), or a space after <"
                yield Finding(entry=entry, loc=loc, message=message, hint=hint)


def refused_address(catalog: Catalog) -> Iterator[Finding]:
    """A link in a record's text leads to an http(s) address."""
    for entry in catalog.entries.values():
        if "](" not in entry.source.text:
            continue
        for loc, text in strings(entry.source.value):
            for found in LINK.finditer(CODE.sub(_blank, text)):
                if not is_web_address(found.group(1)):
                    message = f"a link to '{found.group(1)[:60]}'"
                    hint = "only https:// and http:// addresses; name other records by their fields"
                    yield Finding(entry=entry, loc=loc, message=message, hint=hint)


def strings(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text in a plain value, with the way to it."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, (*loc, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from strings(item, (*loc, index))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
