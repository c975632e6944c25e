"""How each component is set: the functions of the template that it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from macros.book.code import read_code
from macros.book.components import ALIGNMENTS, Component
from macros.book.failing import BookError
from macros.book.strings import text
from macros.book.widths import UNBROKEN, Column, widths_of

if TYPE_CHECKING:
    from macros.book.typesetting import Typesetter

Writer = Callable[["Typesetter", Component], str]

LONGEST_TITLE = 300
"""How many signs the title of a column may have: a table's head is repeated on each sheet, and fits on it whole."""


def _content(name: str) -> Writer:
    """A function of the template around blocks."""
    return lambda setter, node: f"#{name}[{setter.blocks(node.children)}]"


def _styled(name: str) -> Writer:
    """A function of the template around a piece of a line."""
    return lambda setter, node: f"#{name}[{setter.inside(node)}]"


def _heading(setter: Typesetter, node: Component) -> str:
    level = setter.chapter.depth + int(node.tag[1])
    name = node.attributes.get("id")
    key = f", key: {setter.anchor(f'{setter.chapter.page}#{name}')}" if name else ""
    return f"#section({level}, {int(node.tag[1])}{key})[{setter.line(node.children)}]"


def _list(setter: Typesetter, node: Component) -> str:
    items = [child for child in node.children if isinstance(child, Component)]
    written = ", ".join(f"[{setter.mark(item)}{setter.narrower(item.children)}]" for item in items)
    start = node.attributes.get("start", "1")
    return f"#enum(start: {start}, {written})" if node.name == "numbered-list" else f"#list({written})"


def _options(setter: Typesetter, node: Component) -> str:
    items = [child for child in node.children if isinstance(child, Component)]
    return f"#options({', '.join(f'[{setter.line(item.children)}]' for item in items)},)"


def _definitions(setter: Typesetter, node: Component) -> str:
    written = []
    for child in node.children:
        if isinstance(child, Component):
            name = "defined" if child.name == "defined" else "definition"
            written.append(f"#{name}[{setter.mark(child)}{setter.narrower(child.children)}]")
    return "\n".join(written)


def _note(setter: Typesetter, node: Component) -> str:
    children = [child for child in node.children if isinstance(child, Component)]
    title = next((child for child in children if child.name == "note-title"), None)
    kind = node.kind.removeprefix("admonition ")
    head = setter.line(title.children) if title else f"#{text(kind.capitalize())}"
    body = setter.narrower(child for child in children if child is not title)
    return f"#note({text(kind)}, [{head}])[{body}]"


def _code(setter: Typesetter, node: Component) -> str:
    lines = read_code(node.source, setter.width)
    pieces = (
        "(" + "".join(f"({text(piece.text)}, {text(piece.colour)})," for piece in line.pieces) + ")" for line in lines
    )
    rows = "".join(
        f"(number: {text(line.number)}, marked: {str(line.is_marked).lower()}, "
        f"continues: {str(line.continues).lower()}, pieces: {written}),"
        for line, written in zip(lines, pieces, strict=True)
    )
    return f"#code({text(chr(10).join(line.text for line in lines))}, ({rows}))"


def _table(setter: Typesetter, node: Component) -> str:
    parts = [child for child in node.children if isinstance(child, Component)]
    head = next((part for part in parts if part.name == "table-head"), None)
    body = [row for part in parts if part.name == "table-body" for row in _rows(part)]
    titles = [_title(setter, cell) for row in (_rows(head) if head else ()) for cell in row]
    longest = max((len(row) for row in [titles, *body]), default=0)
    aligned = ", ".join(ALIGNMENTS[cell.kind] or "auto" for cell in titles) if titles else "auto"
    header = f"table.header({_cells(setter, titles)})," if titles else ""
    columns = [_column(setter, [row[at] for row in [titles, *body] if at < len(row)]) for at in range(longest)]
    widths = ", ".join(f"{width:.1f}" for width in widths_of(columns))
    return f"#records(({widths},), ({aligned},), {header} {''.join(_cells(setter, row) for row in body)})"


def _title(setter: Typesetter, cell: Component) -> Component:
    """The title of a column, if it is short enough to stand on each sheet."""
    words = " ".join(cell.words().split())
    if len(words) > LONGEST_TITLE:
        fault = f"the title of a column has {len(words)} signs, at most {LONGEST_TITLE}: put the text into a row"
        raise BookError(setter.chapter.page, fault, words[:40])
    return cell


def _rows(part: Component) -> list[list[Component]]:
    rows = [child for child in part.children if isinstance(child, Component) and child.name == "row"]
    return [[cell for cell in row.children if isinstance(cell, Component)] for row in rows]


def _cells(setter: Typesetter, cells: Sequence[Component]) -> str:
    return "".join(f"[{setter.mark(cell)}{setter.blocks(cell.children)}]," for cell in cells)


def _column(setter: Typesetter, cells: Sequence[Component]) -> Column:
    """What a column's cells need."""
    texts = [" ".join(_printed(setter, cell).split()) for cell in cells]
    words = (word for text in texts for word in UNBROKEN.split(text))
    return Column(longest=max(map(len, texts), default=1), word=max(map(len, words), default=1))


def _printed(setter: Typesetter, node: Component | str) -> str:
    """About the signs that a component takes on paper: a link into another chapter is followed by its page."""
    if isinstance(node, str):
        return node
    if node.name in ("formula", "equation"):
        return "x" * len(node.source.text().strip())
    inside = "".join(_printed(setter, child) for child in node.children)
    leads = node.name == "link" and setter.leads_away(node.attributes.get("href", ""))
    return f"{inside}\u00a0(p.000)" if leads or node.name == "term" else inside


def _question(setter: Typesetter, node: Component) -> str:
    return f"#question[{setter.blocks(node.children)}]"


def _panel(setter: Typesetter, node: Component) -> str:
    return f"#panel[{setter.blocks(node.children)}]"


def _answers(setter: Typesetter, node: Component) -> str:
    return f"#answers[{setter.blocks(node.children)}]"


def _paragraph(setter: Typesetter, node: Component) -> str:
    return setter.blocks(node.children)


def _map(setter: Typesetter, node: Component) -> str:
    return f"#map({setter.pictures.map(node.source, setter.chapter.page)})"


def _picture(setter: Typesetter, node: Component) -> str:
    return f"#figure-of({setter.pictures.picture(node, setter.chapter.page)})"


def _term(setter: Typesetter, node: Component) -> str:
    """A term that a popover explains on the site: here, a link to the glossary."""
    name = node.attributes.get("popovertarget", "")
    definition = next((one for one in setter.chapter.components() if one.attributes.get("id") == name), None)
    link = definition.source.css("a")[-1] if definition and definition.source.css("a") else None
    if link is None:
        raise BookError(setter.chapter.page, f"the term '{node.words()}' has no link to the glossary", node.words())
    return setter.link(link.attributes.get("href") or "", setter.inside(node))


def _link(setter: Typesetter, node: Component) -> str:
    return setter.link(node.attributes.get("href", ""), setter.inside(node))


def _address(_setter: Typesetter, node: Component) -> str:
    address = node.attributes.get("href", "")
    return f"#address({text(address)}, {text(node.words())})"


def _superscript(setter: Typesetter, node: Component) -> str:
    """Raised text, or a reference to a footnote, which raises itself."""
    references = [child for child in node.children if isinstance(child, Component) and child.name == "footnote"]
    return setter.inside(node) if references else f"#super[{setter.inside(node)}]"


BLOCKS: Mapping[str, Writer] = {
    "paragraph": _paragraph,
    "group": _paragraph,
    "kind": _content("kind"),
    "summary": _content("summary"),
    "links": _content("links"),
    "remark": _content("remark"),
    "example": _content("example"),
    "task": _content("task"),
    "quotation": _content("quotation"),
    "heading": _heading,
    "list": _list,
    "numbered-list": _list,
    "options": _options,
    "definitions": _definitions,
    "note": _note,
    "break": lambda _setter, _node: "#rule()",
    "code": _code,
    "table": _table,
    "question": _question,
    "panel": _panel,
    "answers": _answers,
    "map": _map,
    "omitted": lambda _setter, _node: "",
}
"""How each component that stands by itself is set."""

INLINE: Mapping[str, Writer] = {
    "link": _link,
    "address": _address,
    "footnote": lambda setter, node: setter.footnote(node.attributes.get("href", "").removeprefix("#")),
    "line-break": lambda _setter, _node: "#linebreak()",
    "term": _term,
    "inline-code": lambda _setter, node: f"#raw({text(node.source.text())})",
    "emphasis": _styled("emph"),
    "picture": _picture,
    "box": lambda _setter, node: '#"☑"' if "checked" in node.attributes else '#"☐"',
    "key": _styled("key"),
    "span": lambda setter, node: setter.inside(node),
    "file-name": _styled("file-name"),
    "equation": lambda setter, node: setter.formula(node),
    "letter": _styled("letter"),
    "formula": lambda setter, node: setter.formula(node),
    "strong": _styled("strong"),
    "subscript": _styled("sub"),
    "superscript": _superscript,
}
"""How each component in a line is set."""
