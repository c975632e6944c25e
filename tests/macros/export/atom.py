"""What RFC 4287 asks of an Atom feed, as far as one of text, links and HTML goes; no package brings its schema."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"
)
NAME = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
ONCE = ("id", "title", "updated")
"""What a feed and each of its entries has exactly once."""

AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
KNOWN = {
    "feed": {*ONCE, *AT_MOST_ONCE["feed"], "author", "category", "contributor", "entry", "link"},
    "entry": {*ONCE, *AT_MOST_ONCE["entry"], "author", "category", "contributor", "link"},
}
TEXTS = ("title", "subtitle", "rights", "summary", "content")
TYPES = (None, "text", "html")


def faults(feed: Element) -> Iterator[str]:
    """Each sentence of the standard that a feed breaks."""
    if feed.tag != f"{ATOM}feed":
        yield "the document is no feed"
    entries = feed.findall(f"{ATOM}entry")
    yield from _of_part(feed, "feed")
    for entry in entries:
        yield from _of_part(entry, "entry")
        if not [*feed.iterfind(f"{ATOM}author"), *entry.iterfind(f"{ATOM}author")]:
            yield "an entry has an author, or its feed has one"
        alternates = [link for link in entry.iterfind(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        if not alternates and entry.find(f"{ATOM}content") is None:
            yield "an entry without content has a link to it"
    if repeated := [
        name for name, times in Counter(entry.findtext(f"{ATOM}id") for entry in entries).items() if times > 1
    ]:
        yield f"two entries have one id: {repeated}"


def _of_part(part: Element, kind: str) -> Iterator[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in part)
    yield from (f"{kind}: exactly one {name}" for name in ONCE if counts[name] != 1)
    yield from (f"{kind}: at most one {name}" for name in AT_MOST_ONCE[kind] if counts[name] > 1)
    yield from (f"{kind}: no element {name}" for name in counts if name not in KNOWN[kind])
    for child in part:
        yield from _of_child(child, child.tag.removeprefix(ATOM))
    links = Counter(
        (one.get("rel", "alternate"), one.get("type"), one.get("hreflang")) for one in part.iterfind(f"{ATOM}link")
    )
    yield from (f"{kind}: two links {link}" for link, times in links.items() if times > 1 and link[0] == "alternate")


def _of_child(child: Element, name: str) -> Iterator[str]:
    text = child.text or ""
    if name in ("updated", "published") and not MOMENT.fullmatch(text):
        yield f"{name} is a moment of RFC 3339: {text}"
    if name == "id" and not NAME.fullmatch(text):
        yield f"an id is an absolute IRI: {text}"
    if name in TEXTS and (child.get("type") not in TYPES or len(child)):
        yield f"{name} is text or escaped HTML"
    if name == "link" and not child.get("href"):
        yield "a link has an address"
    if name == "author" and len(child.findall(f"{ATOM}name")) != 1:
        yield "an author has one name"
