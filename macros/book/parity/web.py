"""The things on pages of HTML: the site's, the archive's, and the chapters of the EPUB."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.book.document import ARTICLE, MOVED
from macros.book.listing import as_built
from macros.book.offline import FOLDER
from macros.book.parity.things import GLOSSARY, Thing, section
from macros.book.xhtml import anchor_of, file_of

HEADINGS = ("h1", "h2", "h3")

UNSAID = frozenset({"headerlink", "footnote-ref", "footnote-backref", "hb-definition"})
"""Classes of what is no part of a text."""

UNREAD = frozenset({"headerlink", "footnote-backref"})
"""Classes of links that only lead around on a page."""


@dataclass(frozen=True, kw_only=True)
class Pages:
    """An edition made of pages: the text of each by its file, and which page of the site a file is."""

    texts: Mapping[str, str]
    page_of: Mapping[str, str]
    """File -> page of the site; a file that only leads on stands for the page that it leads to."""
    files: frozenset[str]
    """Every file there is."""

    @cached_property
    def bodies(self) -> Mapping[str, LexborNode]:
        """What stands on each page, without the frame around it."""
        return {name: _body(text) for name, text in self.texts.items()}

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """A file, or a file and an id -> the section of the site that it is in."""
        bodies = self.bodies.items()
        return {place: here for name, body in bodies for place, here in _sections(name, self.page_of[name], body)}

    @cached_property
    def leading(self) -> Mapping[str, str]:
        """A file that only leads on -> the file that it leads to."""
        files = {self.page_of[name]: name for name in self.texts}
        return {name: files[page] for name, page in self.page_of.items() if name not in self.texts and page in files}


def read_site(site: Path) -> Pages:
    """The pages of a site as they were built, but for the one that lost readers see: downloads hold no downloads."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return _pages({name: as_built(site / name).decode() for name in paths if _is_page(name)}, paths)


def read_zip(content: bytes) -> Pages:
    """The pages in an archive of the site."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {name.removeprefix(f"{FOLDER}/"): name for name in archive.namelist()}
        return _pages({name: archive.read(full).decode() for name, full in names.items() if _is_page(name)}, names)


def read_epub(content: bytes, pages: Iterable[str]) -> Pages:
    """The chapters of an EPUB that are pages of the site."""
    page_of = {file_of(page): page for page in pages}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {name.removeprefix("book/"): name for name in archive.namelist()}
        texts = {name: archive.read(names[name]).decode() for name in page_of if name in names}
    return Pages(texts=texts, page_of=page_of, files=frozenset(names))


def _is_page(name: str) -> bool:
    return name.endswith(".html") and name != "404.html"


def _pages(texts: Mapping[str, str], files: Iterable[str]) -> Pages:
    moved = {name: found[1] for name, text in texts.items() if (found := MOVED.search(text[:2_000]))}
    leading = {name: posixpath.normpath(posixpath.join(posixpath.dirname(name), to)) for name, to in moved.items()}
    kept = {name: text for name, text in texts.items() if name not in moved}
    return Pages(texts=kept, page_of={**{name: name for name in kept}, **leading}, files=frozenset(files))


def _body(text: str) -> LexborNode:
    tree = LexborHTMLParser(text)
    body = tree.css_first(ARTICLE) or tree.body
    assert body is not None  # the parser makes one of anything
    return body


def _sections(name: str, page: str, body: LexborNode) -> Iterator[tuple[str, str]]:
    title = body.css_first("h1")
    here = section(page, words(title) if title else "")
    yield name, here
    for node in body.traverse():
        if (heading := _opening(node)) is not None:
            here = section(page, words(heading))
        if (own := node.attributes.get("id")) is not None:
            yield f"{name}#{anchor_of(own)}", here


def _opening(node: LexborNode) -> LexborNode | None:
    """The heading that an element is, or begins with: whoever follows a link to either sees the same."""
    while node.tag not in HEADINGS:
        inside = next(node.iter(), None)
        if inside is None or inside.tag in ("a", "span"):
            return None
        node = inside
    return node


def words(node: LexborNode) -> str:
    """The text of an element; a formula is what is said of it."""
    if node.is_text_node:
        return node.text_content or ""
    if node.tag == "svg" or UNSAID & _kinds(node):
        return ""
    if node.tag == "math":
        return node.attributes.get("alttext") or ""
    return _inside(node)


def _inside(node: LexborNode) -> str:
    return "".join(words(child) for child in node.iter(include_text=True))


def _kinds(node: LexborNode) -> frozenset[str]:
    return frozenset((node.attributes.get("class") or "").split())


def read_things(pages: Pages) -> list[Thing]:
    """Everything on the pages; a link that leads to nothing there is none."""
    readers = (_Reader(pages=pages, name=name, body=body) for name, body in pages.bodies.items())
    return [thing for reader in readers for thing in reader.things(reader.body)]


def _trait_in(node: LexborNode) -> str:
    """What sets apart the links in an element."""
    return "map" if node.tag == "svg" else "way" if "hb-ways" in _kinds(node) else ""


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """Reads one page."""

    pages: Pages
    name: str
    body: LexborNode

    @property
    def page(self) -> str:
        return self.pages.page_of[self.name]

    def things(self, node: LexborNode, trait: str = "") -> Iterator[Thing]:
        """The things in an element, one after the other; a popover's text is read where it is told."""
        for child in node.iter():
            if "hb-definition" not in _kinds(child):
                read = READERS.get(child.tag or "")
                yield from read(self, child, trait) if read else ()
                yield from self.things(child, _trait_in(child) or trait)

    def heading(self, node: LexborNode, _trait: str) -> Iterator[Thing]:
        """A heading, and in the glossary a term."""
        title, after = words(node), _next(node)
        heads_notes = after is not None and "footnote" in _kinds(after)
        yield Thing(page=self.page, kind="heading", words=title, trait="footnotes" if heads_notes else "")
        if self.page == GLOSSARY and node.tag == "h3" and after is not None:
            yield Thing(page=self.page, kind="term", words=f"{title}: {words(after)}")

    def link(self, node: LexborNode, trait: str) -> Iterator[Thing]:
        """A link to somewhere in the handbook."""
        target = self.target(node.attributes.get("href") or "")
        if target and not UNREAD & _kinds(node):
            trait = "footnote" if "footnote-ref" in _kinds(node) else "file" if target in self.pages.files else trait
            yield Thing(page=self.page, kind="link", words=_inside(node), target=target, trait=trait)

    def term(self, node: LexborNode, trait: str) -> Iterator[Thing]:
        """A word that a popover explains: a link to where the popover leads."""
        own = node.attributes.get("popovertarget")
        links = self.body.css(f'[id="{own}"] a') if own else []
        if target := self.target(links[-1].attributes.get("href") or "") if links else "":
            yield Thing(page=self.page, kind="link", words=words(node), target=target, trait=trait)

    def picture(self, node: LexborNode, _trait: str) -> Iterator[Thing]:
        """A picture whose file is there."""
        if self.path(node.attributes.get("src") or "") in self.pages.files:
            yield Thing(page=self.page, kind="figure", words=node.attributes.get("alt") or "")

    def map(self, node: LexborNode, _trait: str) -> Iterator[Thing]:
        """A drawing in the page."""
        around = node.parent.attributes.get("aria-label") if node.parent else ""
        yield Thing(page=self.page, kind="figure", words=node.attributes.get("aria-label") or around or "")

    def table(self, node: LexborNode, _trait: str) -> Iterator[Thing]:
        """A table with every word in it."""
        yield Thing(page=self.page, kind="table", words=words(node))

    def target(self, address: str) -> str:
        """The section, or the file, that an address leads to; empty where that is no part of the edition."""
        if re.match("[a-z]+:", address):
            return ""
        path, _, own = address.partition("#")
        path = self.path(path) if path else self.name
        path = self.pages.leading.get(path, path)
        found = self.pages.sections.get(f"{path}#{anchor_of(own)}" if own else path)
        return found or (path if path in self.pages.files and path not in self.pages.page_of else "")

    def path(self, address: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.name), address))


def _next(node: LexborNode) -> LexborNode | None:
    """The element after an element."""
    after = node.next
    while after is not None and not after.is_element_node:
        after = after.next
    return after


READERS: Mapping[str, Callable[[_Reader, LexborNode, str], Iterator[Thing]]] = {
    "h1": _Reader.heading,
    "h2": _Reader.heading,
    "h3": _Reader.heading,
    "a": _Reader.link,
    "button": _Reader.term,
    "img": _Reader.picture,
    "svg": _Reader.map,
    "table": _Reader.table,
}
"""What reads each element."""
