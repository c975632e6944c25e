"""Rules about links between records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from macros.catalog import Catalog, Link
from macros.checks.finding import Finding
from macros.diagnostics import suggest
from macros.models import INDEX, MODELS, Term


def unknown_reference(catalog: Catalog) -> Iterator[Finding]:
    """A field names a record that exists."""
    for link in catalog.links:
        if link.target_key not in catalog.names:
            kind = link.reference.kind
            hint = hint_for_unknown(catalog, kind, link.target)
            yield Finding(entry=link.entry, loc=link.loc, message=f"no {kind} '{link.target}'", hint=hint)


def hint_for_unknown(catalog: Catalog, kind: str, name: str) -> str:
    """What an id may have been meant to be: a record of another kind, one spelt nearly so, or one to be written."""
    others = [other for other in MODELS if (other, name) in catalog.names]
    if others:
        return f"'{name}' is the id of a {others[0]}"
    return suggest(name, catalog.ids(kind)) or f"write data/{MODELS[kind].folder}/{name}.yml"


def self_reference(catalog: Catalog) -> Iterator[Finding]:
    """A record does not name itself."""
    for link in catalog.links:
        if link.source_key == link.target_key:
            yield Finding(entry=link.entry, loc=link.loc, message=f"'{link.target}' names itself", hint="remove it")


def repeated_reference(catalog: Catalog) -> Iterator[Finding]:
    """A list names a record once."""
    for entry_links in catalog.outgoing.values():
        seen: set[tuple[object, ...]] = set()
        for link in entry_links:
            place = (tuple(step for step in link.loc if isinstance(step, str)), link.loc[:-2], link.target)
            if place in seen:
                yield Finding(entry=link.entry, loc=link.loc, message=f"'{link.target}' twice", hint="keep one")
            seen.add(place)


def prerequisite_cycle(catalog: Catalog) -> Iterator[Finding]:
    """Prerequisites never lead back to where they started."""
    yield from _cycles(catalog, "prerequisite", "which of these could be learnt without the next one?")


def successor_cycle(catalog: Catalog) -> Iterator[Finding]:
    """Successors never lead back to where they started."""
    yield from _cycles(catalog, "successor", "name the one that people should use today")


def _cycles(catalog: Catalog, order: Literal["prerequisite", "successor"], hint: str) -> Iterator[Finding]:
    for kind in MODELS:
        for cycle in catalog.cycles(kind, order):
            link = _link(catalog, kind, cycle[0], cycle[1])
            message = f"a circle: {' -> '.join(cycle)}"
            yield Finding(entry=link.entry, loc=link.loc, message=message, hint=hint)


def _link(catalog: Catalog, kind: str, source: str, target: str) -> Link:
    links = catalog.outgoing[(kind, source)]
    return next(link for link in links if link.target_key == (kind, target) and link.reference.order)


def taken_id(catalog: Catalog) -> Iterator[Finding]:
    """A former id is nobody else's id or former id."""
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, name in catalog.names:
        owners[(kind, name)].add(name)
    for (kind, name), entry in catalog.entries.items():
        for former in entry.record.formerly:
            owners[(kind, former)].add(name)
    for (kind, name), entry in catalog.entries.items():
        for index, former in enumerate(entry.record.formerly):
            if others := sorted(owners[(kind, former)] - {name}) or (["it"] if former == name else []):
                message = f"the former id '{former}' belongs to {others[0]} too"
                yield Finding(entry=entry, loc=("formerly", index), message=message, hint="an old id has one owner")


def reserved_id(catalog: Catalog) -> Iterator[Finding]:
    """A record with a page of its own is not called index: that page lists its kind."""
    for entry in catalog.entries.values():
        names = {("id",): entry.record.id} | {("formerly", at): name for at, name in enumerate(entry.record.formerly)}
        for loc, name in names.items() if entry.record.has_own_page() else ():
            if name == INDEX:
                message = f"the page '{entry.record.location_of(name)}' lists every {entry.record.kind}"
                yield Finding(entry=entry, loc=loc, message=message, hint="choose another id")


def ambiguous_term(catalog: Catalog) -> Iterator[Finding]:
    """A word leads to one glossary term."""
    owners: dict[str, str] = {}
    terms = [(entry.record, entry) for entry in catalog.entries.values() if isinstance(entry.record, Term)]
    for term, _ in terms:
        owners.setdefault(term.title.casefold(), term.id)
    for term, entry in terms:
        for index, alias in enumerate(term.aliases):
            if (owner := owners.setdefault(alias.casefold(), term.id)) != term.id:
                message = f"'{alias}' means the term '{owner}' already"
                yield Finding(entry=entry, loc=("aliases", index), message=message, hint="keep it in one of them")
