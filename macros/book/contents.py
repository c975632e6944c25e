"""The order of a built site's pages, read from the menu that stands on each of them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.book.failing import BookError

HOME = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page in the menu, or a group of pages, which may have a page of its own."""

    title: str
    page: str
    """Its path in the site; empty for a group without a page of its own."""
    members: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the menu."""

    title: str
    entries: tuple[Entry, ...]


def read_contents(site: Path) -> tuple[Part, ...]:
    """The parts of a site's menu with their pages; the menu unfolds only the group that a page stands in."""
    return tuple(_part(site, part) for part in _menu(site, HOME).css("li.hb-part"))


def pages_in_order(site: Path) -> list[str]:
    """Every page that the menu leads to, in order, the first page before all."""
    return [HOME, *(page for part in read_contents(site) for page in _pages(part.entries) if page)]


def _part(site: Path, node: LexborNode) -> Part:
    title = node.css_first("span")
    entries = tuple(_entry(site, _target(HOME, link), link.text(strip=True), 1) for link in node.css("li > a"))
    return Part(title=title.text(strip=True) if title else "", entries=entries)


def _entry(site: Path, page: str, title: str, depth: int) -> Entry:
    """A page, or the group that its own menu shows unfolded around it."""
    unfolded = "li.hb-part" + " > ul > li.hb-here" * depth + " > ul > li > a"
    links = [(_target(page, link), link.text(strip=True)) for link in _menu(site, page).css(unfolded)]
    members = tuple(_entry(site, target, words, depth + 1) for target, words in links)
    is_member = any(page in (target, *_pages(members)) for target, _ in links)
    return Entry(title=title, page="" if is_member else page, members=members)


def _pages(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        yield entry.page
        yield from _pages(entry.members)


def _menu(site: Path, page: str) -> LexborNode:
    menu = LexborHTMLParser((site / page).read_text(encoding="utf-8")).css_first("nav.hb-navigation")
    if menu is None:
        raise BookError(page, "the page has no menu, from which the book takes its order")
    return menu


def _target(page: str, link: LexborNode) -> str:
    """The path of the page that a link on a page leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), link.attributes.get("href") or ""))
