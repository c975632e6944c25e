"""The document as XHTML: one file a chapter, in which nothing runs, unfolds or waits for a pointer."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from macros.book.components import Component
from macros.book.document import Chapter, Document
from macros.book.failing import BookError

Node = Component | str
KEPT = ("class", "scope", "start", "colspan", "rowspan", "datetime")
"""Attributes that mean something without scripts and style sheets of the site."""

PICTURES: Mapping[str, str] = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""The pictures that every reading system shows, by the end of their name -> their type."""

VOID = frozenset({"br", "hr"})
BOXES = {True: "☑", False: "☐"}


def file_of(page: str) -> str:
    """The name of the file that holds a page."""
    return page.replace("/", "-").removesuffix(".html") + ".xhtml"


def anchor_of(name: str) -> str:
    """An id as XML has it."""
    return name.replace(":", "-")


class XhtmlWriter:
    """Writes chapters, and notes which pictures they show."""

    def __init__(self, document: Document) -> None:
        """The document says where links lead."""
        self._document = document
        self._chapter = document.home
        self.pictures: dict[str, str] = {}
        """A picture's path in the site -> its name in the book."""

    @property
    def page(self) -> str:
        """The page of the site that is being written."""
        return self._chapter.page

    def chapter(self, chapter: Chapter) -> str:
        """What stands in the body of a chapter's file."""
        self._chapter = chapter
        return self.nodes(chapter.content) if chapter.page else f"<h1>{escape(chapter.title)}</h1>"

    def nodes(self, nodes: Iterable[Node]) -> str:
        """Text and components, one after the other."""
        return "".join(escape(node, quote=False) if isinstance(node, str) else self.component(node) for node in nodes)

    def component(self, node: Component) -> str:
        """One component, as its writer has it, or as the element that it was."""
        write = WRITERS.get(node.name)
        return write(self, node) if write else self.element(node, node.tag)

    def element(self, node: Component, tag: str, **more: str) -> str:
        """An element with what is in it."""
        values = {name: node.attributes[name] for name in KEPT if node.attributes.get(name)}
        if name := node.attributes.get("id"):
            values["id"] = anchor_of(name)
        written = "".join(f' {name.replace("_", ":")}="{escape(value)}"' for name, value in {**values, **more}.items())
        return f"<{tag}{written}/>" if tag in VOID else f"<{tag}{written}>{self.nodes(node.children)}</{tag}>"

    def link(self, node: Component, address: str) -> str:
        """A link into the book or out of it."""
        target = self._document.target(self._chapter.page, address)
        if target is None:
            return self.element(node, "a", href=address) if ":" in address else self.nodes(node.children)
        page, _, name = target.partition("#")
        return self.element(node, "a", href=file_of(page) + (f"#{anchor_of(name)}" if name else ""))

    def picture(self, node: Component) -> str:
        """A picture, whose file comes into the book."""
        address, words = node.attributes.get("src", ""), node.attributes.get("alt", "")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._chapter.page), address))
        if not words or not (self._document.site / path).is_file():
            fault = f"there is no picture {path}" if words else f"the picture {address} does not say what it shows"
            raise BookError(self._chapter.page, fault, address)
        if posixpath.splitext(path)[1] not in PICTURES:
            fault = f"an EPUB cannot show {path}: save it as {', '.join(sorted(PICTURES))}"
            raise BookError(self._chapter.page, fault, address)
        name = self.pictures.setdefault(path, f"picture-{len(self.pictures)}{posixpath.splitext(path)[1]}")
        return f'<img src="{name}" alt="{escape(words)}"/>'

    def term(self, node: Component) -> str:
        """A term that a popover explains on the site: a link to the glossary."""
        name = node.attributes.get("popovertarget", "")
        definition = next(one for one in self._chapter.components() if one.attributes.get("id") == name)
        return self.link(node, definition.source.css("a")[-1].attributes.get("href") or "")


def as_it_stands(html: str) -> str:
    """The HTML of an element in which all are closed, as XML."""
    return html.replace("&nbsp;", "&#160;")


def _code(_writer: XhtmlWriter, node: Component) -> str:
    inside = re.sub(r' data-linenos="([^"]*)">', r">\1", node.source.inner_html or "")
    return f"<pre>{as_it_stands(inside)}</pre>"


def _formula(writer: XhtmlWriter, node: Component) -> str:
    """The formula as the site has it; browsers and reading systems know the same MathML."""
    math, number = node.source.css_first("math"), node.source.css_first(".hb-number")
    if math is None or not math.attributes.get("alttext"):
        raise BookError(writer.page, "a formula has no spoken text", node.source.text()[:40])
    written = as_it_stands(math.html or "").replace("<math", '<math xmlns="http://www.w3.org/1998/Math/MathML"', 1)
    name = node.attributes.get("id")
    after = number.text() if number else node.source.text().removeprefix(math.text())
    label = f' id="{anchor_of(name)}"' if name else ""
    return f'<span class="{node.kind}"{label}>{written}{escape(after)}</span>'


def _map(_writer: XhtmlWriter, node: Component) -> str:
    drawn = re.sub(r"<a [^>]*>|</a>", "", as_it_stands(node.source.html or ""))
    drawn = re.sub(r'(?:width|height)="[\d.]+rem" ?', "", drawn, count=2)
    drawn = re.sub(r' data-from="[^"]*"', "", drawn)
    if "aria-label" in node.attributes:
        return drawn
    frame = node.source.parent.attributes.get("aria-label") if node.source.parent else None
    return drawn.replace("<svg", f'<svg role="img" aria-label="{escape(frame or "Map")}"', 1)


def _note(writer: XhtmlWriter, node: Component) -> str:
    return f'<div class="note {escape(node.kind.split(" ")[-1])}">{writer.nodes(node.children)}</div>'


Writer = Callable[[XhtmlWriter, Component], str]

WRITERS: Mapping[str, Writer] = {
    "omitted": lambda _writer, _node: "",
    "address": lambda writer, node: writer.link(node, node.attributes.get("href", "")),
    "link": lambda writer, node: writer.link(node, node.attributes.get("href", "")),
    "footnote": lambda writer, node: writer.element(
        node, "a", href=f"#{anchor_of(node.attributes.get('href', '').removeprefix('#'))}", epub_type="noteref"
    ),
    "term": lambda writer, node: writer.term(node),
    "picture": lambda writer, node: writer.picture(node),
    "box": lambda _writer, node: BOXES["checked" in node.attributes],
    "inline-code": lambda _writer, node: f"<code>{escape(node.source.text(), quote=False)}</code>",
    "code": _code,
    "formula": _formula,
    "equation": _formula,
    "map": _map,
    "note": _note,
    "note-title": lambda writer, node: f'<p class="note-title">{writer.nodes(node.children)}</p>',
    "file-name": lambda writer, node: f'<p class="file-name">{writer.nodes(node.children)}</p>',
    "heading": lambda writer, node: writer.element(node, node.tag),
}
"""What is written otherwise than on the site."""
