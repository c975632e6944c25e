"""Rules about what is still missing: reports while a skill is written, errors once it says `complete: true`."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog, Key
from macros.checks.finding import Finding
from macros.loader import Entry
from macros.models import Record, Resource, Skill, Step, Topic


def unfinished_skill(catalog: Catalog) -> Iterator[Finding]:
    """A skill has points, levels and topics."""
    for entry, gap in _gaps(catalog, complete=False):
        yield Finding(entry=entry, loc=("id",), message=f"'{entry.record.id}' has no {gap} yet", hint="to be written")


def incomplete_skill(catalog: Catalog) -> Iterator[Finding]:
    """A skill that says `complete: true` has points, levels and topics."""
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


def skill_without_free_path(catalog: Catalog) -> Iterator[Finding]:
    """A skill can be learnt from a resource that costs nothing and needs no account."""
    if not _all_read(catalog, "resource"):
        return
    for key, entry in catalog.entries.items():
        if isinstance(entry.record, Skill) and not _is_free(catalog, key):
            message = f"no free resource without a login serves '{entry.record.id}'"
            yield Finding(entry=entry, loc=("id",), message=message, hint=FREE_HINT)


def step_without_free_path(catalog: Catalog) -> Iterator[Finding]:
    """A step, each skill and topic of it, can be finished by resources that cost nothing and need no account."""
    if not _all_read(catalog, "resource"):
        return
    for entry in catalog.entries.values():
        if isinstance(entry.record, Step):
            yield from _paid_parts(catalog, entry, entry.record)


FREE_HINT = "add or name a resource with cost: free and login: false"


def _paid_parts(catalog: Catalog, entry: Entry, step: Step) -> Iterator[Finding]:
    if not any(_costs_nothing(catalog.get("resource", name)) for name in step.resources):
        message = f"the step '{step.id}' names no free resource without a login"
        yield Finding(entry=entry, loc=("resources",), message=message, hint=FREE_HINT, key=True)
    for link in catalog.outgoing.get(("step", step.id), ()):
        if link.reference.kind in ("skill", "topic") and not _is_free(catalog, link.target_key):
            message = f"no free resource without a login serves the {link.reference.kind} '{link.target}'"
            yield Finding(entry=entry, loc=link.loc, message=message, hint=FREE_HINT)


def _all_read(catalog: Catalog, kind: str) -> bool:
    """Whether every record of a kind could be read: of one that could not, nobody knows what it would have served."""
    return all((kind, name) in catalog.entries for name in catalog.ids(kind))


def _is_free(catalog: Catalog, key: Key) -> bool:
    """Whether a free resource serves a skill, or a topic or the skill it belongs to."""
    record = catalog.get(*key)
    if record is None or any(_costs_nothing(link.entry.record) for link in catalog.backlinks.get(key, ())):
        return True
    return isinstance(record, Topic) and _is_free(catalog, ("skill", record.skill))


def _costs_nothing(record: Record | None) -> bool:
    return isinstance(record, Resource) and record.cost == "free" and not record.login and record.status != "retired"


def unused_source(catalog: Catalog) -> Iterator[Finding]:
    """A source is there because a fact rests on it."""
    if len(catalog.entries) < len(catalog.names):
        return
    for key, entry in catalog.entries.items():
        if key[0] == "source" and not catalog.backlinks.get(key):
            yield Finding(entry=entry, loc=("id",), message=f"nothing rests on '{key[1]}'", hint="cite it or remove it")
