"""Rules about what is still missing: reports while a skill is written, errors once it says `complete: true`."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog, Key
from macros.checks.finding import Finding
from macros.loader import Entry
from macros.models import Resource, Skill


def unfinished_skill(catalog: Catalog) -> Iterator[Finding]:
    """A skill has points, levels, topics and a resource that costs nothing."""
    for entry, gap in _gaps(catalog, complete=False):
        yield Finding(entry=entry, loc=("id",), message=f"'{entry.record.id}' has no {gap} yet", hint="to be written")


def incomplete_skill(catalog: Catalog) -> Iterator[Finding]:
    """A skill that says `complete: true` has points, levels, topics and a resource that costs nothing."""
    for entry, gap in _gaps(catalog, complete=True):
        hint = "write it, or say complete: false"
        yield Finding(entry=entry, loc=("complete",), message=f"complete, but it has no {gap}", hint=hint, key=True)


def _gaps(catalog: Catalog, *, complete: bool) -> Iterator[tuple[Entry, str]]:
    for key, entry in catalog.entries.items():
        if isinstance(entry.record, Skill) and entry.record.complete is complete:
            yield from ((entry, gap) for gap in _missing(catalog, key, entry.record))


def _missing(catalog: Catalog, key: Key, skill: Skill) -> Iterator[str]:
    linking = [link.entry.record for link in catalog.backlinks.get(key, ())]
    if not skill.points:
        yield "points"
    if skill.levels is None:
        yield "levels"
    if not any(record.kind == "topic" for record in linking):
        yield "topic"
    if not any(isinstance(record, Resource) and record.cost == "free" and not record.login for record in linking):
        yield "free resource without a login"


def unused_source(catalog: Catalog) -> Iterator[Finding]:
    """A source is there because a fact rests on it."""
    if len(catalog.entries) < len(catalog.names):
        return
    for key, entry in catalog.entries.items():
        if key[0] == "source" and not catalog.backlinks.get(key):
            yield Finding(entry=entry, loc=("id",), message=f"nothing rests on '{key[1]}'", hint="cite it or remove it")
