"""The pages of a built site as one document: parts, chapters, and where each link leads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from macros.book.components import Component, read_components
from macros.book.contents import HOME, Entry, Part, read_contents
from macros.book.failing import BookError
from macros.book.listing import as_built

ARTICLE = "article.md-content__inner"
MOVED = re.compile(r'http-equiv="refresh" content="0; url=([^"#]+)')

LONG = 3_000
"""From how many characters of text on average the pages of a group each begin a sheet of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A page of the site."""

    page: str
    title: str
    depth: int
    """How many headings of the book stand above its title: its part, and its group."""
    opens: bool
    """Whether it begins a sheet."""
    content: tuple[Component | str, ...]

    def components(self) -> Iterator[Component]:
        """Every component of the page."""
        for child in self.content:
            if isinstance(child, Component):
                yield from child.within()

    def notes(self) -> Mapping[str, Component]:
        """The page's footnotes by their ids."""
        lists = (one for one in self.components() if one.name == "footnotes")
        items = (item for one in lists for item in one.within() if item.name == "item")
        return {item.attributes["id"]: item for item in items if "id" in item.attributes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the book: its title and what stands in it; a group without a page is a title alone."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, kw_only=True)
class Document:
    """The whole book."""

    title: str
    home: Chapter
    parts: tuple[Section, ...]
    site: Path
    moved: Mapping[str, str] = field(default_factory=dict)
    """Pages that only lead on -> where to."""

    def chapters(self) -> Iterator[Chapter]:
        """Every chapter, in order."""
        yield self.home
        for part in self.parts:
            yield from part.chapters

    @cached_property
    def pages(self) -> frozenset[str]:
        """The pages that are in the book."""
        return frozenset(chapter.page for chapter in self.chapters() if chapter.page)

    def target(self, page: str, address: str) -> str | None:
        """The anchor in the book that an address on a page leads to, or None where it leads out of the book."""
        if re.match(r"[a-z]+:", address):
            return None
        path, _, name = address.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        path = self.moved.get(path, path)
        if path not in self.pages and self.is_file(path):
            return None
        if path not in self.pages:
            raise BookError(page, f"the link to {address} leads to a page that is not in the book", address)
        return f"{path}#{name}" if name else path

    def is_file(self, path: str) -> bool:
        """Whether a path of the site is a file that programs read, such as a table: it stays outside the book."""
        return not path.endswith(".html") and (self.site / path).is_file()


def read_document(site: Path) -> Document:
    """The book of a built site; raises BookError where it cannot be made."""
    home = _chapter(site, Entry(title="", page=HOME), 1)
    parts = tuple(_section(site, part) for part in read_contents(site))
    moved = {str(path.relative_to(site).as_posix()): path for path in sorted(site.rglob("*.html"))}
    return Document(
        title=_site_name(site),
        home=home,
        parts=parts,
        site=site,
        moved={page: target for page, path in moved.items() if (target := _moved_to(page, path))},
    )


def _section(site: Path, part: Part) -> Section:
    return Section(
        title=part.title, chapters=tuple(chapter for entry in part.entries for chapter in _entry(site, entry, 1))
    )


def _entry(site: Path, entry: Entry, depth: int) -> Iterator[Chapter]:
    """A page; or a group's title, its page where it has one, and its members one level deeper."""
    head = _chapter(site, entry, depth) if entry.page else _title(entry, depth)
    yield replace(head, opens=depth == 1)
    members = [list(_entry(site, member, depth + 1)) for member in entry.members]
    texts = [chapter for member in members for chapter in member if chapter.page]
    opens = sum(map(_length, texts)) > LONG * len(texts)
    for number, member in enumerate(members):
        yield replace(member[0], opens=opens and number > 0)
        yield from member[1:]


def _title(entry: Entry, depth: int) -> Chapter:
    return Chapter(page="", title=entry.title, depth=depth, opens=False, content=())


def _length(chapter: Chapter) -> int:
    return sum(len(part if isinstance(part, str) else part.words()) for part in chapter.content)


def _chapter(site: Path, entry: Entry, depth: int) -> Chapter:
    article = LexborHTMLParser(as_built(site / entry.page).decode()).css_first(ARTICLE)
    title = article.css_first("h1") if article else None
    if article is None or title is None:
        raise BookError(entry.page, "the page has no text with a title")
    words = " ".join(title.text().removesuffix("¶").split())
    content = read_components(article, entry.page)
    return Chapter(page=entry.page, title=words, depth=depth, opens=True, content=content)


def _site_name(site: Path) -> str:
    name = LexborHTMLParser((site / HOME).read_text(encoding="utf-8")).css_first("a.hb-name")
    if name is None:
        raise BookError(HOME, "the page does not say the name of the site")
    return name.text(strip=True)


def _moved_to(page: str, path: Path) -> str:
    """Where a page that only leads on leads to; empty for others."""
    with path.open(encoding="utf-8") as file:
        found = MOVED.search(file.read(2_000))
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), found[1])) if found else ""
