"""Bare facts on pages: what a page states of the world and cites nothing for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.checks import Excuses
from macros.checks.bare import Bare, find_bare, names_of_tools
from macros.checks.finding import excusable
from macros.diagnostics import MOST, Diagnostic, from_fault, limited
from macros.memory import remembered
from macros.models import Exercise
from macros.pages.links import SCHEME
from macros.pages.reading import Page, Prose
from macros.source import Fault, Source, span_at

HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
LINK = re.compile(r"(?P<words>\[[^\[\]]*\])\((?P<address>[^)\s]*)[^)]*\)")
EXERCISES = Exercise.page.split("/", maxsplit=1)[0] + "/"

CITE = 'cite it: {{ claim("...") }} or another fact, or a footnote'
INVENT = ", or say there that it is invented: suppose, imagine, assumed"


def check_facts(prose: Prose, catalog: Catalog, excuses: Excuses) -> Iterator[Diagnostic]:
    """A sentence that states a fact of the world cites it; exercises may invent what they need."""
    tools = names_of_tools(catalog)
    for page in prose.pages.values():
        stated = () if page.path.startswith(EXERCISES) else _find(page.masked, tools)
        found = [bare for bare in stated if not excuses.cover("bare-fact", excusable(page.name, bare.name))]
        source = Source(name=page.name, text=page.text)
        yield from limited([from_fault(_fault(page, bare), source) for bare in found[: MOST + 1]])


@remembered
def _find(masked: str, tools: frozenset[str]) -> tuple[Bare, ...]:
    """The bare facts of a page without code: its headings say what is said below them, and links lead to it."""
    return tuple(find_bare(LINK.sub(_words, HEADING.sub(_heading, masked)), tools))


def _words(link: re.Match[str]) -> str:
    """The words of a link, but not of one to another page: they name what is said there; the address is blanked."""
    kept = link["words"] if SCHEME.match(link["address"]) else _blank(link["words"])
    return kept + _blank(link.group()[len(link["words"]) :])


def _heading(heading: re.Match[str]) -> str:
    """The signs of a heading without its words: where sections begin is to be seen."""
    signs, _, words = heading.group().partition(" ")
    return f"{signs} {_blank(words)}"


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _fault(page: Page, bare: Bare) -> Fault:
    span = span_at(page.text, bare.offset, bare.length)
    hint = CITE + INVENT if bare.can_be_invented else CITE
    return Fault(code="bare-fact", message=f"{bare.what} that cites nothing: '{bare.name}'", span=span, hint=hint)
