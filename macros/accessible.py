"""What Markdown leaves out for people who read by keyboard or by ear: regions around tables, names for controls."""

from __future__ import annotations

from collections import Counter

from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.memory import remembered

NEEDS = ("<table>", "<pre>", "task-list-item", "footnote-backref")
"""What pages hold that is mended here; the others are left as they are."""

REGION = '<div class="hb-table" role="region" tabindex="0" aria-label="{}">{}</div>'


@remembered
def make_accessible(html: str) -> str:
    """A page's content in which each table scrolls in a named region that takes the focus, and controls have names."""
    if not any(need in html for need in NEEDS):
        return html
    body = LexborHTMLParser(html).body
    if body is None:
        return html
    for box in body.css(".task-list-item input"):
        box.attrs["aria-label"] = _first_words(box)
    for code in body.css("pre"):
        file = code.prev.text() if code.prev is not None and code.prev.tag == "span" else ""
        code.attrs["role"], code.attrs["tabindex"] = "group", "0"
        code.attrs["aria-label"] = f"Code: {file}" if file else "Code"
    for link in body.css("a.footnote-backref"):
        link.attrs["aria-label"] = link.attributes.get("title") or ""
    _put_tables_into_regions(body)
    return body.inner_html or ""


def _put_tables_into_regions(body: LexborNode) -> None:
    """A table is named after the heading above it; the second below the same heading says so."""
    heading, seen = "", Counter[str]()
    for node in body.css("h1, h2, h3, h4, h5, h6, table:not([class])"):
        if node.tag != "table":
            heading = _without_link(node)
            continue
        seen[heading] += 1
        _tell_columns(node)
        number = f" {seen[heading]}" if seen[heading] > 1 else ""
        _replace(
            node, REGION.format(escape(f"Table{number}: {heading}" if heading else f"Table{number}"), node.html), "div"
        )


def _tell_columns(table: LexborNode) -> None:
    """The head of a column says so; a corner without words is no head."""
    for cell in table.css("thead th"):
        if cell.text().strip() or cell.css_first("img"):
            cell.attrs["scope"] = "col"
        else:
            _replace(cell, "<table><tr><td></td></tr></table>", "td")


def _without_link(heading: LexborNode) -> str:
    """The words of a heading without the sign of the link to it."""
    return " ".join(heading.text().removesuffix("¶").split())


def _first_words(box: LexborNode) -> str:
    """What stands beside a box, without the lists below it."""
    words, node = "", box.next
    while node is not None and node.tag not in ("ul", "ol"):
        words += node.text()
        node = node.next
    return " ".join(words.split())


def _replace(node: LexborNode, html: str, tag: str) -> None:
    """Put the first element of this name in other HTML in the place of an element."""
    other = LexborHTMLParser(html).css_first(tag)
    assert other is not None
    node.replace_with(other)
