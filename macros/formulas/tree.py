"""MathML as a small tree of our own, read by a browser's rules and written with nothing in it but references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 30
"""The deepest that elements may lie inside each other; no formula that anyone can read is near it."""

VARIATION = re.compile("[\ufe00-\ufe0f]")
"""Marks after a letter that ask a font for another drawing of it; programs that know them not show a box."""

ACTIVE = re.compile(r"[\n!-/:-@\[-`{-~]")


class TooDeepError(ValueError):
    """A tree is nested more deeply than `MAX_DEPTH`."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element of MathML: its name, its attributes, the elements in it or its text."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()
    text: str = ""

    def get(self, name: str) -> str:
        """The value of an attribute, or nothing."""
        return dict(self.attributes).get(name, "")


def read_tree(html: str) -> Node:
    """The first formula in a piece of HTML."""
    math = LexborHTMLParser(html).css_first("math")
    if math is None:
        raise ValueError("no formula")
    return node_of(math)


def node_of(element: LexborNode, depth: int = 0) -> Node:
    """An element of a parsed page as a tree."""
    if depth > MAX_DEPTH:
        raise TooDeepError
    attributes = tuple((name, value or "") for name, value in element.attributes.items())
    children = tuple(node_of(child, depth + 1) for child in element.iter())
    text = "" if children else VARIATION.sub("", element.text(deep=False))
    return Node(tag=element.tag or "", attributes=attributes, children=children, text=text)


def leaves(node: Node) -> Iterator[Node]:
    """The elements without elements in them, in order."""
    if not node.children:
        yield node
    for child in node.children:
        yield from leaves(child)


def element(tag: str, attributes: dict[str, str], inside: str) -> str:
    """HTML of an element whose attributes hold any text; an attribute without a value is left out."""
    written = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{written}>{inside}</{tag}>"


def write_tree(node: Node) -> str:
    """A tree as HTML, without the rows in rows that no reader sees."""
    children = write_row(node.children) if node.tag in ROWS else "".join(write_tree(child) for child in node.children)
    return element(node.tag, dict(node.attributes), children or escaped(node.text))


ROWS = frozenset({"math", "mrow", "mtd"})
"""The elements that set what is in them in a row."""

STEADY = frozenset("\u2061\u2062=+−·,∈≤≥<>≈∼")
"""Signs that never grow with what stands beside them."""


def write_row(nodes: Iterable[Node]) -> str:
    """Parts of a row as HTML."""
    return "".join(write_row(node.children) if _needs_no_element(node) else write_tree(node) for node in nodes)


def _needs_no_element(node: Node) -> bool:
    """Whether nothing changes where a row's parts stand in the row around it: no sign of them begins or ends anything.

    Brackets may, where their height is fixed. Signs that would grow with the row around them keep their own.
    """
    if node.tag != "mrow" or not node.children:
        return False
    first, last = node.children[0], node.children[-1]
    is_bracketed = first.text + last.text in ("()", "[]")
    is_fixed = all(sign.get("stretchy") == "false" or sign.text in STEADY for sign in node.children if sign.tag == "mo")
    return is_fixed and (is_bracketed or "mo" not in (first.tag, last.tag))


def escaped(text: str) -> str:
    """A text with every sign as a character reference: neither HTML, Markdown nor a template finds anything in it.

    Line ends too: an empty line would end the paragraph that the text stands in.
    """
    return ACTIVE.sub(lambda match: f"&#{ord(match.group())};", text)
