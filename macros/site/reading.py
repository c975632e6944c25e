"""A built page -> what the rules ask of it: ids, addresses, headings, pictures, leftovers of programs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.memory import remembered
from macros.models import is_web_address

CODE = frozenset({"code", "pre", "script", "style", "kbd", "samp", "math"})
"""Elements in which braces and names of Python's are meant as they stand."""

ADDRESSES = frozenset({"href", "src", "srcset", "poster", "data", "action", "formaction", "xlink:href"})
WORDS = frozenset({"alt", "title", "aria-label", "content", "placeholder"})
"""Attributes that hold an address, and those that hold words for people."""

LEFTOVER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|⟦|⟧|^\s*None\s*$|[:=(] ?None\b|_Macro|Markup\(|<class |<function "
    r"|&(?:#\d+|amp|lt|gt|quot);|\]\(\S+\.md|\{: |///Footnotes|\[\^[\w-]+\]"
)
"""What only programs should see: template delimiters, names of Python's, Markdown that was not rendered."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
REFRESH = re.compile(r"\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)


class Address(NamedTuple):
    """An address in a page: the element and attribute that hold it, and what the element is to it."""

    element: str
    attribute: str
    value: str
    relation: str
    """The element's `rel`."""
    section: str
    """The last id before it: where on the page it stands."""

    @property
    def is_link(self) -> bool:
        """Whether a reader chooses to follow it; everything else is asked for by the page itself."""
        return self.element == "a" or self.relation in ("canonical", "prev", "next", "alternate", "license", "edit")

    @property
    def is_foreign(self) -> bool:
        """Whether it names a host, or begins like one that does."""
        return is_web_address(self.value) or self.value.startswith(("http:", "https:", "//"))


class Leftover(NamedTuple):
    """A piece of text that a reader sees or hears, what in it only programs should see, and the last id before it."""

    text: str
    sign: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture on a page: its address, what it says in words, the last id before it."""

    address: str
    words: str
    section: str
    is_sized: bool
    """Whether a browser knows its width and height before it has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A built page, by its path in the site."""

    path: str
    size: int
    """Bytes of its HTML."""
    ids: Sequence[str]
    addresses: Sequence[Address]
    headings: Sequence[tuple[int, str]]
    """Level and id of each heading, in order."""
    pictures: Sequence[Picture]
    leftovers: Sequence[Leftover]
    redirects: bool
    """Whether it only sends its reader on to another page."""


@remembered
def read_document(path: str, text: str) -> Document:
    """Read a page of the site, as a browser would."""
    page = _Reading()
    root = LexborHTMLParser(text).root
    for node in root.traverse(include_text=True) if root else ():
        if node.is_element_node:
            page.element(node.tag or "", node.attributes)
        elif node.is_text_node and node.parent is not None:
            page.text(node)
    return Document(
        path=path,
        size=len(text.encode()),
        ids=page.ids,
        addresses=page.addresses,
        headings=page.headings,
        pictures=page.pictures,
        leftovers=page.leftovers,
        redirects=page.redirects,
    )


@dataclass(slots=True)
class _Reading:
    """Collects what the rules ask for, in the order of the page."""

    ids: list[str] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    redirects: bool = False
    section: str = ""

    def element(self, tag: str, values: Mapping[str, str | None]) -> None:
        """Note what an element says about itself."""
        if name := values.get("id"):
            self.ids.append(name)
            self.section = name
        for attribute, value in values.items():
            if attribute in ADDRESSES:
                self._address(tag, attribute, value or "", values.get("rel") or "")
            elif attribute in WORDS and value and (found := LEFTOVER.search(value)):
                self.leftovers.append(Leftover(text=value, sign=found.group(), section=self.section))
        if tag in HEADINGS:
            self.headings.append((HEADINGS[tag], name or ""))
        elif tag == "img":
            self._picture(values)
        elif tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            self._refresh(values.get("content") or "")

    def text(self, node: LexborNode) -> None:
        """Keep what only programs should see, but for code, which is meant."""
        words = node.text_content or ""
        if (found := LEFTOVER.search(words)) and not _in_code(node):
            self.leftovers.append(Leftover(text=words, sign=found.group(), section=self.section))

    def _picture(self, values: Mapping[str, str | None]) -> None:
        address, words = values.get("src") or "", values.get("alt") or ""
        is_sized = all((values.get(side) or "").isdigit() for side in ("width", "height"))
        self.pictures.append(Picture(address=address, words=words, section=self.section, is_sized=is_sized))

    def _address(self, tag: str, attribute: str, value: str, relation: str) -> None:
        several = attribute == "srcset"
        for one in value.split(",") if several else [value]:
            address = one.split()[0] if several and one.strip() else one
            self.addresses.append(
                Address(element=tag, attribute=attribute, value=address, relation=relation, section=self.section)
            )

    def _refresh(self, content: str) -> None:
        if found := REFRESH.match(content):
            self.redirects = True
            self._address("a", "content", found[1], "")


def _in_code(node: LexborNode) -> bool:
    """Whether a text stands in an element of `CODE`, however deep."""
    parent = node.parent
    while parent is not None:
        if parent.tag in CODE:
            return True
        parent = parent.parent
    return False
