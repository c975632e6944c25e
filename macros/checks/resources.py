"""Rules about resources: what each must say of its cost and its hours, and how many a page lists."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog, Key
from macros.checks.finding import Finding
from macros.loader import Entry
from macros.models import Resource, Skill, Step, Topic

MOST = 8
"""How many resources a page lists: more is a search result, not advice."""

LOOKED_UP = frozenset({"community", "documentation", "reference", "statistics"})
"""The formats that one may look things up in, without an end that hours could lead to."""


def resource_without_price(catalog: Catalog) -> Iterator[Finding]:
    """A resource that is not free says what it costs, or why that stands nowhere."""
    for entry, resource in _resources(catalog):
        if resource.cost != "free" and resource.price is None and resource.no_price is None:
            message = f"'{resource.id}' is {resource.cost}, but how much is it?"
            yield Finding(entry=entry, loc=("cost",), message=message, hint="add 'price' and 'currency', or 'no_price'")
        if resource.price is not None and resource.currency is None:
            yield Finding(entry=entry, loc=("price",), message="a price in what?", hint="add 'currency', like USD")


def resource_without_hours(catalog: Catalog) -> Iterator[Finding]:
    """A resource with a beginning and an end says how many hours lie between them."""
    for entry, resource in _resources(catalog):
        if resource.hours is None and resource.format not in LOOKED_UP:
            message = f"how many hours does this {resource.format} take?"
            yield Finding(entry=entry, loc=("format",), message=message, hint="add 'hours', an honest range")


def too_many_resources(catalog: Catalog) -> Iterator[Finding]:
    """A page lists at most eight resources: those that a step names, that name a topic or a skill, and its text's."""
    for key, entry in catalog.entries.items():
        count = len(_listed(catalog, key, entry))
        if count > MOST:
            loc = ("resources",) if isinstance(entry.record, Step) else ("id",)
            message = f"the page of '{entry.record.id}' lists {count} resources, and {MOST} are the most"
            hint = "keep those you would recommend to a friend"
            yield Finding(entry=entry, loc=loc, message=message, hint=hint, key=isinstance(entry.record, Step))


def _listed(catalog: Catalog, key: Key, entry: Entry) -> set[str]:
    """The resources that the page of a step, a skill or a topic lists, and those that its text names."""
    if not isinstance(entry.record, Skill | Step | Topic):
        return set()
    body = catalog.bodies.get(entry.record.location)
    named = set(body.resources) if body else set()
    if isinstance(entry.record, Step):
        return named.union(entry.record.resources)
    return named | {
        link.source_key[1] for link in catalog.backlinks.get(key, ()) if isinstance(link.entry.record, Resource)
    }


def _resources(catalog: Catalog) -> Iterator[tuple[Entry, Resource]]:
    for entry in catalog.entries.values():
        if isinstance(entry.record, Resource):
            yield entry, entry.record
