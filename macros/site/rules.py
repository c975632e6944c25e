"""What must hold on the built pages: one generator a rule, its name the code, its docstring the sentence."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import unquote, urlsplit

from macros.diagnostics import suggest
from macros.site.reading import Address, Document, Picture

HOME = "index.html"
NOT_FOUND = "404.html"
"""The page for addresses that are not there; hosts show it under any address, so it calls everything from the root."""

STYLE_ADDRESS = re.compile(r"(?:url\(\s*|@import\s+)['\"]?((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)

PAGE_KB = 120
LIST_KB = 400
"""The most that a page's HTML may weigh, in units of 1,000 bytes: a page, and one that shows all records of a kind.

Compressed it is about a quarter of that.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A built page breaks a rule: the page, the words or address to look for in its sources, a sentence, a hint."""

    page: str
    needle: str
    message: str
    hint: str = ""
    section: str = ""
    """The last id before it on the page."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Site:
    """The built site: its pages, the paths of all its files, its style sheets, and how it is deployed."""

    documents: Mapping[str, Document]
    files: Collection[str]
    styles: Mapping[str, str]
    lists: Collection[str]
    """The pages that show all records of a kind."""
    address: str
    """Where it will be published, or nothing."""

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """The ids on each page."""
        return {path: frozenset(document.ids) for path, document in self.documents.items()}

    def addresses(self) -> Iterator[tuple[Document, Address, str, str]]:
        """Every address inside the site, with the file and the anchor it leads to."""
        for document in self.documents.values():
            folder = posixpath.dirname(document.path)
            for address in document.addresses:
                if (target := self._target(folder, address.value)) is not None:
                    yield document, address, target[0] or document.path, target[1]

    @cached_property
    def root(self) -> str:
        """The path that the site is published under, with slashes around it."""
        return urlsplit(self.address).path.rstrip("/") + "/"

    @cache  # noqa: B019 - a site lives as long as its checks
    def _target(self, folder: str, address: str) -> tuple[str, str] | None:
        """The file and the anchor that an address leads to from any page of a folder; None for another host.

        Without a file where that is the page itself.
        """
        if self.address and address.startswith(self.address):
            address = self.root + address.removeprefix(self.address).lstrip("/")
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        if not parts.path:
            return "", unquote(parts.fragment)
        path = unquote(parts.path)
        if path.startswith("/"):
            inside = path.startswith(self.root)
            return posixpath.normpath(path.removeprefix(self.root)) if inside else path, unquote(parts.fragment)
        return posixpath.normpath(posixpath.join(folder, path)), unquote(parts.fragment)


Rule = Callable[[Site], Iterator[Finding]]


def dead_address(site: Site) -> Iterator[Finding]:
    """An address on a built page leads to a file that is there."""
    for document, address, path, _ in site.addresses():
        if path not in site.files:
            hint = suggest(path, site.files)
            yield Finding(
                page=document.path,
                needle=address.value,
                message=f"<{address.element} {address.attribute}> leads to no file: '{path}'",
                hint=hint if hint.startswith("did you mean") else "write the address of a page as its Markdown file",
                section=address.section,
            )


def dead_anchor(site: Site) -> Iterator[Finding]:
    """An address with an anchor leads to an id that is there."""
    for document, address, path, anchor in site.addresses():
        if anchor and path in site.ids and anchor not in site.ids[path]:
            hint = suggest(anchor, site.ids[path])
            yield Finding(
                page=document.path,
                needle=address.value,
                message=f"nothing on '{path}' has the id '{anchor}'",
                hint=hint if hint.startswith("did you mean") else "a heading's id is its words joined by hyphens",
                section=address.section,
            )


def duplicate_id(site: Site) -> Iterator[Finding]:
    """An id stands once on a page."""
    for document in site.documents.values():
        if len(document.ids) > len(site.ids[document.path]):
            for name in sorted({name for name in document.ids if document.ids.count(name) > 1}):
                message = f"the id '{name}' stands {document.ids.count(name)} times"
                hint = "give one of them another: {: #the-id }"
                yield Finding(page=document.path, needle=name, message=message, hint=hint, section=name)


def one_title(site: Site) -> Iterator[Finding]:
    """A page has one title, a heading of the first level."""
    for document in site.documents.values():
        titles = [name for level, name in document.headings if level == 1]
        if len(titles) > 1:
            message, hint = f"{len(titles)} headings of the first level", "begin the others with ##"
            yield Finding(page=document.path, needle=titles[1], message=message, hint=hint, section=titles[1])
        elif not titles and not document.redirects:
            yield Finding(page=document.path, needle="", message="no title", hint="begin the page with '# Title'")


def heading_order(site: Site) -> Iterator[Finding]:
    """A heading is at most one level below the heading before it."""
    for document in site.documents.values():
        for (above, _), (level, name) in zip(document.headings, document.headings[1:], strict=False):
            if level > above + 1:
                message, hint = f"a heading of level {level} follows one of level {above}", f"write {'#' * (above + 1)}"
                yield Finding(page=document.path, needle=name, message=message, hint=hint, section=name)


def missing_alt(site: Site) -> Iterator[Finding]:
    """A picture says in words what it shows."""
    for path, picture in _pictures(site):
        if not picture.words.strip():
            message, hint = (
                f"the picture '{picture.address}' has no text",
                "write it between the brackets: ![what it shows]",
            )
            yield Finding(page=path, needle=picture.address, message=message, hint=hint, section=picture.section)


def unsized_picture(site: Site) -> Iterator[Finding]:
    """A picture's width and height are known before it is loaded, so that nothing jumps."""
    for path, picture in _pictures(site):
        if not picture.is_sized:
            message = f"the size of the picture '{picture.address}' could not be read"
            hint = "save it again as a sound file, or write its size: ![what it shows](it.png){: width=640 height=480 }"
            yield Finding(page=path, needle=picture.address, message=message, hint=hint, section=picture.section)


def _pictures(site: Site) -> Iterator[tuple[str, Picture]]:
    for document in site.documents.values():
        for picture in document.pictures:
            yield document.path, picture


def leftover(site: Site) -> Iterator[Finding]:
    """A page shows nothing that only programs should see."""
    for document in site.documents.values():
        for found in document.leftovers:
            words = found.text.strip()
            message = f"'{found.sign.strip()}' is printed to readers: '{words[:60]}'"
            hint = "code belongs in `backticks`; a macro's output has none of this"
            yield Finding(page=document.path, needle=words, message=message, hint=hint, section=found.section)


def foreign_request(site: Site) -> Iterator[Finding]:
    """A page asks no other host for anything."""
    for document in site.documents.values():
        for address in document.addresses:
            own = bool(site.address) and address.value.startswith(site.address)
            if not address.is_link and address.is_foreign and not own:
                message = f"<{address.element} {address.attribute}> asks another host: '{address.value}'"
                hint = "put the file into docs/ and name it there"
                yield Finding(page=document.path, needle=address.value, message=message, hint=hint)
    for path, text in site.styles.items():
        for match in STYLE_ADDRESS.finditer(text):
            message, hint = f"a style asks another host: '{match[1]}'", "put the file into docs/ and name it there"
            yield Finding(page=path, needle=match[1], message=message, hint=hint)


def heavy_page(site: Site) -> Iterator[Finding]:
    """A page's HTML is light enough for a slow line."""
    for document in site.documents.values():
        limit = LIST_KB if document.path in site.lists else PAGE_KB
        if document.size > limit * 1000:
            message = f"{document.size / 1000:.0f} KB of HTML; at most {limit} KB"
            yield Finding(page=document.path, needle="", message=message, hint="split the page")


def orphan_page(site: Site) -> Iterator[Finding]:
    """Every page can be reached from the home page by links."""
    links: dict[str, set[str]] = {path: set() for path in site.documents}
    for document, address, path, _ in site.addresses():
        if address.element == "a":
            links[document.path].add(path)
    seen, waiting = set(), [HOME]
    while waiting:
        path = waiting.pop()
        if path in links and path not in seen:
            seen.add(path)
            waiting += links[path]
    for path in sorted(links.keys() - seen - {NOT_FOUND}):
        if not site.documents[path].redirects:
            yield Finding(page=path, needle="", message="no page leads here", hint="link it, or name it in mkdocs.yml")


RULES: tuple[Rule, ...] = (
    dead_address,
    dead_anchor,
    duplicate_id,
    one_title,
    heading_order,
    missing_alt,
    unsized_picture,
    leftover,
    foreign_request,
    heavy_page,
    orphan_page,
)
