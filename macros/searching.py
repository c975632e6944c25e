"""What the search knows: built pages cut into sections, each record with its other names, all of it in one script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.catalog import Catalog
from macros.formulas import node_of, readable
from macros.memory import remembered
from macros.models import Claim, Described, Pay, Record, Resource, Successions
from macros.render import prose
from macros.render.text import money

EXCLUDE = "data-search-exclude"
"""The attribute of what is not searched: an element; with a heading or a term, also the text below it."""

SIGNS = frozenset({"headerlink", "footnote-ref", "footnote-backref"})
"""The classes of links that are signs and not words."""

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
BLOCKS = frozenset({"blockquote", "br", "dd", "div", "dl", "li", "ol", "p", "pre", "table", "td", "th", "tr", "ul"})

WEIGHTS: Mapping[str, float] = {"source": 0.2, "claim": 0.6, "resource": 0.7, "pay": 0.8}
"""How much a match counts by kind, where not fully: what backs a page up stands below the page."""

SYNONYMOUS = frozenset({"role", "term", "tool"})
"""The kinds whose aliases mean the very same thing; elsewhere an alias may also be a part of the subject."""


@dataclass(frozen=True, kw_only=True)
class BuiltPage:
    """A page as it was built: its address from the site's root, its title, description, content and other names."""

    address: str
    title: str
    description: str
    html: str
    aliases: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Section:
    """A heading of a page and the text below it, up to the next heading; the first section has no anchor."""

    anchor: str = ""
    heading: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a result is about: a page, or a record that shares a page with others."""

    address: str
    title: str
    summary: str
    record: Described | None
    aliases: tuple[str, ...] = ()
    sections: list[Section] = field(default_factory=list)


def create_index(pages: Iterable[BuiltPage], catalog: Catalog) -> str:
    """The script that hands the index to the search: run and not fetched, so that it loads from `file://` too.

    Rows, to save bytes: `kinds` are [name, weight, whether aliases are synonyms]; `entries` [address, title, kind,
    details, aliases, summary, sections]; sections [anchor, heading, text].
    """
    entries = [entry for page in pages for entry in entries_of(page, catalog)]
    kinds = list(dict.fromkeys(_kind(entry.record) for entry in entries))
    index = {"kinds": kinds, "entries": [_row(entry, kinds) for entry in entries]}
    return f"handbookSearch.receive({json.dumps(index, ensure_ascii=False, separators=(',', ':'))});\n"


def entries_of(page: BuiltPage, catalog: Catalog) -> list[Entry]:
    """The page, and each record that has an anchor there instead of a page of its own."""
    location = page.address.removesuffix(".html") + ".md"
    record = catalog.pages.get(location)
    own = Entry(
        address=page.address,
        title=page.title,
        summary=_summary(record) or page.description,
        record=record,
        aliases=page.aliases,
    )
    shared = catalog.anchors.get(location, {})
    others = []
    for section in sections_of(page.html):
        if section.anchor in shared:
            others.append(_shared_entry(page, section, shared[section.anchor]))
        else:
            own.sections.append(_without(own.summary, section))
    own.sections[:] = [section for section in own.sections if section.text or section.anchor]
    return [own, *others]


def _shared_entry(page: BuiltPage, section: Section, record: Described) -> Entry:
    summary = _summary(record)
    text = _without(summary, Section(text=section.text))
    return Entry(
        address=f"{page.address}#{section.anchor}",
        title=record.title,
        summary=summary,
        record=record,
        sections=[text] if text.text else [],
    )


def _summary(record: Described | None) -> str:
    """A record's summary without its markup."""
    return sections_of(prose(record.summary))[0].text if record else ""


def _without(summary: str, section: Section) -> Section:
    """A section that does not say the summary a second time."""
    text = section.text.replace(summary, "", 1).strip() if summary else section.text
    return Section(anchor=section.anchor, heading=section.heading, text=text)


def _row(entry: Entry, kinds: list[tuple[str, float, bool]]) -> list[object]:
    record = entry.record
    return [
        entry.address,
        entry.title,
        kinds.index(_kind(record)),
        list(_details(record)),
        [*record.aliases, *record.formerly] if record else list(entry.aliases),
        entry.summary,
        [[section.anchor, section.heading, section.text] for section in entry.sections],
    ]


def _kind(record: Record | None) -> tuple[str, float, bool]:
    """`Glossary term`, `Responsibility`, or `Page` for what is no record; its weight; whether aliases are synonyms."""
    if record is None:
        return "Page", 1, False
    stem = record.plural.removesuffix("ies")
    name = record.plural.removesuffix("s") if stem == record.plural else f"{stem}y"
    return name, WEIGHTS.get(record.kind, 1), record.kind in SYNONYMOUS


def _details(record: Record | None) -> Iterator[str]:
    """What a result says beside its kind: a value, a level, what it costs, a status."""
    match record:
        case Successions():
            since = f" since {record.status_since}" if record.status_since else ""
            yield f"{getattr(record, 'status', '')}{since}"
        case Resource():
            yield from (record.level, record.format, record.cost.replace("-", " "))
        case Pay():
            yield f"{money(record.amount, record.currency)} a {record.per}"
        case Claim():
            yield record.value
        case Record() if hasattr(record, "level"):
            yield record.level


# --- HTML to sections ----------------------------------------------------------------------------------------------


@remembered
def sections_of(html: str) -> list[Section]:
    """The sections of a page's content in order, without those that are only a letter."""
    body = LexborHTMLParser(html).body
    sections = [Section()]
    for node in _kept(body) if body else ():
        if node.tag in HEADINGS:
            sections.append(Section(anchor=node.attributes.get("id") or "", heading=_text(node)))
        elif node.tag == "dt":
            sections[-1].text += f" {_text(node)}: "
        elif node.tag in BLOCKS:
            sections[-1].text += " "
        else:
            sections[-1].text += _words(node)
    for section in sections:
        section.text = _spaced(section.text)
    return [section for section in sections if section.text or len(section.heading) > 1]


def _kept(parent: LexborNode) -> Iterator[LexborNode]:
    """What stands in an element, in order: headings, terms and formulas whole, the title and what is excluded not."""
    is_hidden = False
    for node in parent.iter(include_text=True):
        is_head = node.tag in HEADINGS or node.tag == "dt"
        if is_head:
            is_hidden = EXCLUDE in node.attributes
        if not is_hidden and not (node.is_element_node and _is_excluded(node)):
            yield node
            yield from () if is_head or node.tag == "math" else _kept(node)


def _words(node: LexborNode) -> str:
    """The words of a piece of text or of a formula; nothing for an element around others."""
    if node.tag == "math":
        return readable(node_of(node))
    return node.text_content or "" if node.is_text_node else ""


def _is_excluded(node: LexborNode) -> bool:
    attributes = node.attributes
    classes = (attributes.get("class") or "").split()
    return node.tag == "h1" or EXCLUDE in attributes or not SIGNS.isdisjoint(classes)


def _text(node: LexborNode) -> str:
    """The words of a heading or a term."""
    return _spaced("".join(map(_words, _kept(node))))


def _spaced(text: str) -> str:
    return " ".join(text.split())
