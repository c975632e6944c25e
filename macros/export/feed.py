"""What changed in meaning, from release to release, as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime
import re
import uuid
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from markdown_it import MarkdownIt

from macros.catalog import Catalog
from macros.compare import History, Release, as_markdown, headline
from macros.export.imprint import AUTHOR, LICENCE, Imprint
from macros.models import DAYS_OF_WORK

ATOM = "http://www.w3.org/2005/Atom"
CHANGES = "changes.html"
MOST_BYTES = 20_000
"""The most bytes of Markdown that an entry is made from."""

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no text of XML may hold."""

ABOUT = "What changed in meaning from one release to the next."
markdown = MarkdownIt("commonmark", {"html": False})


def create_feed(history: History, catalog: Catalog, imprint: Imprint) -> str:
    """The feed; it has no entries before there are two releases, and where the history is not there it says why."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    newest = [release.time for release in history.releases]
    _add(feed, "id", _name(imprint, ""))
    _add(feed, "title", f"{imprint.title}: changes")
    _add(feed, "subtitle", f"{ABOUT} Empty in this build: {history.missing}." if history.missing else ABOUT)
    _add(feed, "updated", _moment(max(newest, default=_last_work(catalog))))
    _add(feed, "rights", f"{AUTHOR}, CC BY 4.0, {LICENCE}")
    _add(SubElement(feed, "author"), "name", AUTHOR)
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": imprint.to(CHANGES)})
    if imprint.address:
        SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": imprint.to("feed.xml")})
    for release in history.releases:
        _add_entry(feed, release, imprint)
    indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'


def _add_entry(feed: Element, release: Release, imprint: Imprint) -> None:
    """One release: its name with the sentence of its changes, then all of them."""
    entry = SubElement(feed, "entry")
    _add(entry, "id", _name(imprint, release.name))
    _add(entry, "title", f"{release.name}: {headline(release.changes)}")
    _add(entry, "updated", _moment(release.time))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": imprint.to(CHANGES)})
    _add(entry, "content", markdown.render(as_markdown(release.changes, MOST_BYTES)), type="html")


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = NOT_XML.sub("\ufffd", text)


def _name(imprint: Imprint, release: str) -> str:
    """What identifies the feed, or one of its entries, for ever."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{imprint.address}feed.xml#{release}").urn


def _moment(time: datetime.datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _last_work(catalog: Catalog) -> datetime.datetime:
    """The last day on which anything was checked, read or reviewed."""
    records = [entry.record for entry in catalog.entries.values()]
    days = [day for record in records for field in DAYS_OF_WORK if (day := getattr(record, field, None))]
    return datetime.datetime.combine(max(days, default=datetime.date.min), datetime.time(), datetime.UTC)
