"""Which components a page of the book may hold, each by its name, and a page's HTML as a tree of them.

A component that is not named here stops the book: it must not vanish from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from macros.book.failing import BookError

BLOCKS: Mapping[str, str] = {
    "p": "paragraph",
    "p.hb-kind": "kind",
    "p.hb-summary": "summary",
    "p.hb-links": "links",
    "p.hb-checked": "remark",
    "p.hb-actions": "remark",
    "p.hb-ran": "remark",
    "p.hb-example": "example",
    "p.hb-ask": "paragraph",
    "p.hb-task": "task",
    "p.admonition-title": "note-title",
    "summary": "note-title",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "ul": "list",
    "ul.task-list": "list",
    "ul.hb-options": "options",
    "ul.hb-explained": "list",
    "ul.hb-mistakes": "list",
    "ol": "numbered-list",
    "ol.hb-explained": "numbered-list",
    "li": "item",
    "li.task-list-item": "item",
    "dl": "definitions",
    "dt": "defined",
    "dd": "definition",
    "blockquote": "quotation",
    "hr": "break",
    "pre": "code",
    "table": "table",
    "table.hb-rows": "table",
    "table.hb-rows hb-narrow": "table",
    "thead": "table-head",
    "tbody": "table-body",
    "tr": "row",
    "th": "cell",
    "td": "cell",
    "div": "group",
    "div.hb-home": "group",
    "div.hb-frame": "group",
    "div.hb-records": "group",
    "div.hb-table": "group",
    "div.hb-map": "group",
    "div.hb-charts": "group",
    "div.hb-panel": "panel",
    "div.highlight": "group",
    "div.hb-quiz": "group",
    "div.hb-answers": "answers",
    "div.hb-download": "omitted",
    "div.hb-planner": "omitted",
    "div.footnote": "footnotes",
    "section.hb-question": "question",
    "svg": "map",
}
"""Components that stand by themselves: element and class -> name."""

INLINE: Mapping[str, str] = {
    "a": "link",
    "a.hb-bare": "address",
    "a.footnote-ref": "footnote",
    "a.headerlink": "omitted",
    "a.footnote-backref": "omitted",
    "br": "line-break",
    "button.hb-term": "term",
    "code": "inline-code",
    "em": "emphasis",
    "img": "picture",
    "img.hb-figure": "picture",
    "input": "box",
    "kbd": "key",
    "span": "span",
    "span.filename": "file-name",
    "span.hb-because": "span",
    "span.hb-definition": "omitted",
    "span.hb-equation": "equation",
    "span.hb-letter": "letter",
    "span.hb-level": "span",
    "span.hb-math": "formula",
    "span.hb-text": "span",
    "strong": "strong",
    "sub": "subscript",
    "sup": "superscript",
    "time": "span",
    "time.hb-age": "span",
    "time.hb-due": "span",
}
"""Components that stand in a line of text."""

NOTES = frozenset({"example", "failure", "note", "question", "success", "tip", "warning"})
"""The kinds of notes, open or folded."""

UNFOLDED = frozenset({"hb-answer", "hb-ways"})
"""Folded parts that paper does without: answers stand at the end of the chapter, and ways in the table of all starts.

So does the planner, which is a form.
"""

ALIGNMENTS = {"hb-left": "left", "hb-center": "center", "hb-right": "right", "hb-wide": "", "": ""}
"""The classes of a table's cells, and how what is in them is aligned."""

LINE = frozenset(key.partition(".")[0] for key in INLINE)
"""Elements that stand in a line of text."""

WHOLE = frozenset({"code", "map", "formula", "equation"})
"""Components that are read as they stand, by a reader of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A component of a page, with what stands in it."""

    name: str
    tag: str
    kind: str
    """Its class, where it has one."""
    attributes: Mapping[str, str]
    children: tuple[Component | str, ...]
    source: LexborNode
    """The element, for those that are read as they stand."""

    @property
    def is_inline(self) -> bool:
        """Whether it stands in a line of text."""
        return self.tag in LINE

    def within(self) -> Iterator[Component]:
        """It, and every component in it."""
        yield self
        for child in self.children:
            if isinstance(child, Component):
                yield from child.within()

    def words(self) -> str:
        """The text in it."""
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)


def read_components(node: LexborNode, page: str) -> tuple[Component | str, ...]:
    """What stands in an element, as components; raises BookError at one that is not known."""
    found: list[Component | str] = []
    for child in node.iter(include_text=True):
        if child.is_text_node:
            found.append(child.text_content or "")
        elif child.is_element_node:
            found.append(_component(child, page))
    return tuple(found)


def _component(node: LexborNode, page: str) -> Component:
    tag, kind = node.tag or "", node.attributes.get("class") or ""
    name = name_of(tag, kind)
    if name is None:
        shown = f'<{tag} class="{kind}">' if kind else f"<{tag}>"
        message = f"the book does not know the component {shown}: name it in macros/book/components.py"
        raise BookError(page, message, kind)
    return Component(
        name=name,
        tag=tag,
        kind=kind,
        attributes={key: value or "" for key, value in node.attributes.items()},
        children=() if name in WHOLE or name == "omitted" else read_components(node, page),
        source=node,
    )


def name_of(tag: str, kind: str) -> str | None:
    """The name of the component with this element and class, or None where there is none."""
    if tag == "details":
        return "omitted" if kind in UNFOLDED else "note" if kind in NOTES else None
    if tag == "div" and kind.startswith("admonition "):
        return "note" if kind.removeprefix("admonition ") in NOTES else None
    if tag in ("td", "th"):
        return "cell" if kind in ALIGNMENTS else None
    key = f"{tag}.{kind}" if kind else tag
    return BLOCKS.get(key) or INLINE.get(key)
