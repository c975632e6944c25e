"""The document as typst's source: every piece of text is a string, so that no sign of it means anything to typst."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from macros.book.code import WIDTH
from macros.book.components import Component
from macros.book.document import Chapter, Document
from macros.book.failing import BookError
from macros.book.formulas import read_formula
from macros.book.pictures import Pictures
from macros.book.setting import BLOCKS, INLINE
from macros.book.strings import text

Node = Component | str
BLANK = '#" "'
SPACE = re.compile(r"[ \t\r\n]+")

GLOSSARY = "glossary.html"
INDENT = 4
"""How many signs of code a list or a note takes from the width of a sheet."""


@dataclass(kw_only=True)
class Typesetter:
    """Writes one chapter after the other, and notes which anchors it set and which it pointed to."""

    document: Document
    pictures: Pictures
    anchors: set[str] = field(default_factory=set)
    pointed: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Anchor -> the page that points to it, and the words to look for."""
    chapter: Chapter = field(init=False)
    notes: Mapping[str, Component] = field(init=False)
    noted: dict[str, str] = field(init=False)
    """What has a footnote in this chapter already -> the label of that footnote."""
    in_note: bool = False
    """Whether a footnote is being written, in which none may stand."""
    width: int = WIDTH

    def book(self) -> str:
        """The whole book."""
        parts = [self.one(self.document.home)]
        for part in self.document.parts:
            rows = "".join(f"({text(title)}, {text(page)})," for title, page in _openings(part.chapters))
            parts.append(f"#part({text(part.title)}, ({rows}))\n")
            parts.extend(self.one(chapter) for chapter in part.chapters)
        parts.append(self.index())
        lost = next((anchor for anchor in self.pointed if anchor not in self.anchors), None)
        if lost is not None:
            raise BookError(self.pointed[lost][0], f"nothing in the book has the anchor {lost}", self.pointed[lost][1])
        return "\n".join(parts)

    def index(self) -> str:
        """Every page and every term of the glossary by its title below its letter, with the pages where it stands."""
        written = []
        for letter, group in groupby(sorted(self.entries().items(), key=_in_order), key=lambda row: _letter(row[0])):
            rows = "".join(f"({text(title)}, ({''.join(f'{text(key)},' for key in keys)}))," for title, keys in group)
            written.append(f"({text(letter)}, ({rows})),")
        return f"#index(({''.join(written)}))"

    def entries(self) -> Mapping[str, Sequence[str]]:
        """Each title of the index, and the anchors it leads to, in the order of the book."""
        found: dict[str, list[str]] = {}
        for chapter in self.document.chapters():
            found.setdefault(chapter.title, []).extend([chapter.page] if chapter.page else [])
            terms = (one for one in chapter.components() if chapter.page == GLOSSARY and one.tag == "h3")
            for term in terms:
                found.setdefault(" ".join(term.words().split()), []).append(f"{GLOSSARY}#{term.attributes['id']}")
        return {title: keys for title, keys in found.items() if keys}

    def one(self, chapter: Chapter) -> str:
        """One chapter."""
        self.chapter, self.notes, self.noted = chapter, chapter.notes(), {}
        label = self.anchor(chapter.page) if chapter.page else "none"
        opens = "true" if chapter.opens else "false"
        head = f"#chapter({text(chapter.title)}, depth: {chapter.depth + 1}, opens: {opens}, key: {label})\n"
        return head + self.blocks(_without_title(chapter.content))

    def anchor(self, name: str) -> str:
        """The label of an anchor, which is set here."""
        if name in self.anchors:
            raise BookError(self.chapter.page, f"the anchor {name} stands twice", name)
        self.anchors.add(name)
        return f"label({text(name)})"

    def blocks(self, nodes: Iterable[Node]) -> str:
        """Components as blocks; what stands in a line between two of them becomes a paragraph."""
        written: list[str] = []
        line: list[Node] = []
        for node in nodes:
            if isinstance(node, str) or node.is_inline:
                line.append(node)
                continue
            written.extend((self.line(line), self.block(node)))
            line = []
        written.append(self.line(line))
        return "\n\n".join(part for part in written if part)

    def line(self, nodes: Sequence[Node]) -> str:
        """Text and inline components, without the space around them; empty where nothing is in it."""
        parts = [part for part in map(self.inline, nodes) if part]
        while parts and parts[0] == BLANK:
            parts.pop(0)
        while parts and parts[-1] == BLANK:
            parts.pop()
        if parts:
            parts[0] = re.sub(r'^#" +', '#"', parts[0])
            parts[-1] = re.sub(r' +"$', '"', parts[-1]) if parts[-1].startswith('#"') else parts[-1]
        return "".join(parts)

    def block(self, node: Component) -> str:
        """One component that stands by itself, after its anchor."""
        write = BLOCKS.get(node.name)
        if write is None:
            raise BookError(self.chapter.page, f"the PDF has no way to set the component '{node.name}'", node.kind)
        mark = self.mark(node) if node.name not in ("heading", "item") else ""
        return mark + write(self, node)

    def mark(self, node: Component) -> str:
        """The anchor of a component that has an id which is linked to."""
        name = node.attributes.get("id")
        if not name or name.startswith("fn"):
            return ""
        return f"#metadata(none)#{self.anchor(f'{self.chapter.page}#{name}')}"

    def inline(self, node: Node) -> str:
        """Text, or a component in a line, after its anchor."""
        if isinstance(node, str):
            words = SPACE.sub(" ", node)
            return f"#{text(words)}" if words else ""
        if node.name == "omitted":
            return ""
        write = INLINE.get(node.name)
        if write is None:
            raise BookError(self.chapter.page, f"the PDF has no way to set '{node.name}' in a line", node.kind)
        return self.mark(node) + write(self, node)

    def inside(self, node: Component) -> str:
        """What is in an inline component."""
        return "".join(self.inline(child) for child in node.children)

    def narrower(self, nodes: Iterable[Node]) -> str:
        """Blocks in a list or a note, where code has less width."""
        self.width -= INDENT
        written = self.blocks(nodes)
        self.width += INDENT
        return written

    def link(self, address: str, words: str) -> str:
        """A link: with the page it leads to, or with the address of what is not in the book as a footnote."""
        target = self.document.target(self.chapter.page, address)
        if target is None:
            return self.web_link(address, words) if ":" in address else words
        self.pointed.setdefault(target, (self.chapter.page, address))
        return f"#{'far' if self.leads_away(address) else 'near'}({text(target)})[{words}]"

    def leads_away(self, address: str) -> bool:
        """Whether an address leads to another chapter, whose page is then printed."""
        target = self.document.target(self.chapter.page, address)
        return target is not None and target.split("#")[0] != self.chapter.page

    def web_link(self, address: str, words: str) -> str:
        """A link out of the book, whose address readers of paper find at the foot of the page."""
        linked = f"#link({text(address)})[{words}]"
        shown = address.removeprefix("mailto:")
        if self.in_note:
            return f"{linked}#{text(f' ({shown})')}"
        key = f"{self.chapter.page}!{address}"
        if key in self.noted:
            return f"{linked}#footnote(label({text(key)}))"
        self.noted[key] = address
        return f"{linked}#footnote[#address({text(address)}, {text(shown)})]#label({text(key)})"

    def footnote(self, name: str) -> str:
        """A footnote at its first mention; at a later one, its number."""
        key = f"{self.chapter.page}!{name}"
        if key in self.noted:
            return f"#footnote(label({text(key)}))"
        if name not in self.notes:
            raise BookError(self.chapter.page, f"the footnote {name} is not on the page", name)
        self.noted[key] = name
        self.in_note = True
        written = self.blocks(_unwrapped(self.notes[name].children))
        self.in_note = False
        return f"#footnote[{written}]#label({text(key)})"

    def formula(self, node: Component) -> str:
        """A formula with its spoken text, and what stands after it without a space."""
        formula = read_formula(node.source, self.chapter.page)
        number = f", number: {text(formula.number)}" if formula.number else ""
        name, space = ("display-formula", " ") if formula.is_display else ("formula", "")
        origin = f"{text(json.dumps([self.chapter.page, _piece(node)]))}, " if formula.is_display else ""
        after = f"#{text(formula.after)}" if formula.after else ""
        return f"#{name}({origin}{text(formula.spoken)}{number}, ${space}{formula.source}{space}$){after}"


def _piece(node: Component) -> str:
    """The longest line of a formula's TeX, to be looked for in the page's text."""
    tex = node.source.css_first("[data-tex]")
    return max((tex.attributes["data-tex"] or "").split("\n"), key=len) if tex else ""


def _openings(chapters: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    """The chapters of a part by their titles and pages; a group without a page begins at its first member's."""
    for number, chapter in enumerate(chapters):
        if chapter.depth == 1:
            yield chapter.title, next(one.page for one in chapters[number:] if one.page)


def _in_order(row: tuple[str, object]) -> tuple[str, str]:
    """The place of a title in the index."""
    return _letter(row[0]), row[0].casefold()


def _letter(title: str) -> str:
    """The letter that a title stands below in the index."""
    return title[0].upper() if title[0].isalpha() else "#"


def _without_title(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """A page's content without its title, which the chapter bears, and without its list of footnotes."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Component) and node.kind == "hb-home":
            found.extend(_without_title(node.children))
        elif isinstance(node, Component) and node.name == "footnotes":
            _drop_heading(found)
        elif not (isinstance(node, Component) and node.tag == "h1"):
            found.append(node)
    return tuple(found)


def _drop_heading(nodes: list[Node]) -> None:
    """Take away the heading that a list of footnotes stands alone below."""
    while nodes and isinstance(nodes[-1], str) and not nodes[-1].strip():
        nodes.pop()
    if nodes and isinstance(nodes[-1], Component) and nodes[-1].name == "heading":
        nodes.pop()


def _unwrapped(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The lines of a footnote's first paragraph, so that it begins beside its number."""
    found = [node for node in nodes if not isinstance(node, str) or node.strip()]
    if found and isinstance(found[0], Component) and found[0].name == "paragraph":
        return (*found[0].children, *found[1:])
    return tuple(found)
