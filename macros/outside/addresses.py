"""The http(s) addresses in records and pages, each with the places that name it."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

from macros.handbook import Handbook
from macros.loader import Entry
from macros.models import DAYS_OF_WORK, Part, is_web_address
from macros.models.fields import CODE
from macros.pages import Page
from macros.pages.links import find_addresses
from macros.source import Loc, span_at

AROUND = 120
"""How much of a page's text before an address says what it leads to: the words of the link, and some more."""

WORDS_OF_RECORDS = ("title", "summary", "aliases", "publisher", "author", "vendor")
"""The fields that say what a record is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an address stands, what is said of it there, and the last day on which somebody read that through."""

    path: str
    line: int
    words: str
    read_on: datetime.date | None = None

    def __str__(self) -> str:
        """`data/tools/keras.yml:12`."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address without its anchor, and every place that names it."""

    url: str
    places: tuple[Place, ...]

    @property
    def words(self) -> str:
        """Everything that the handbook says of it, itself included."""
        return " ".join([self.url, *(place.words for place in self.places)])

    @property
    def read_on(self) -> datetime.date:
        """The last day on which somebody read one of its places through."""
        return max((place.read_on for place in self.places if place.read_on), default=datetime.date.min)


def collect(handbook: Handbook) -> list[Address]:
    """Every address outside, once, in the order of the addresses."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for url, place in [*_in_records(handbook), *_in_pages(handbook)]:
        found[urldefrag(url).url].append(place)
    return [Address(url=url, places=tuple(places)) for url, places in sorted(found.items())]


def _in_records(handbook: Handbook) -> Iterator[tuple[str, Place]]:
    for entry in handbook.catalog.entries.values():
        for loc, text in _texts(entry.record):
            for url in _addresses(text):
                yield url, _place(entry, loc)


def _place(entry: Entry, loc: Loc) -> Place:
    record: Any = entry.record
    said = [str(getattr(record, name, "") or "") for name in WORDS_OF_RECORDS]
    days = [day for name in DAYS_OF_WORK if (day := getattr(record, name, None))]
    line = entry.source.span(loc).line
    return Place(path=entry.source.name, line=line, words=" ".join(said), read_on=max(days, default=None))


def _texts(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text in a record, with the way to it."""
    match value:
        case str():
            yield loc, value
        case tuple():
            for index, item in enumerate(value):
                yield from _texts(item, (*loc, index))
        case Part():
            for name in type(value).model_fields:
                yield from _texts(getattr(value, name), (*loc, name))


def _addresses(text: str) -> Iterator[str]:
    """The address that a text is, or those of the links in it."""
    if is_web_address(text):
        yield text
    elif "](" in text:
        masked = CODE.sub(lambda code: " " * len(code.group()), text)
        yield from (url for url, _ in find_addresses(text, masked) if is_web_address(url))


def _in_pages(handbook: Handbook) -> Iterator[tuple[str, Place]]:
    for page in handbook.prose.pages.values():
        for url, offset in find_addresses(page.text, page.masked):
            if is_web_address(url):
                yield url, _place_on(page, offset)


def _place_on(page: Page, offset: int) -> Place:
    words = re.sub(r"\s+", " ", page.text[max(0, offset - AROUND) : offset])
    line = span_at(page.text, offset, 1).line
    return Place(path=page.name, line=line, words=words, read_on=page.reviewed_on)
