"""Rules about facts: the source that each rests on, the day it was checked, and the day it is checked again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.checks.finding import Finding, records_of
from macros.loader import Entry
from macros.models import DAYS_OF_WORK, Claim, Fact, Resource, SourceOfFacts

ONE_DAY = datetime.timedelta(days=1)
"""Somewhere it is already tomorrow."""

LONGEST = datetime.timedelta(days=5 * 365 + 2)
"""Five years: what nobody looks at for longer is as good as never checked."""

LONG_OVERDUE = datetime.timedelta(days=180)
"""From so long after its day on, pages show a fact in red (`docs/assets/handbook.js` has the same number)."""


def future_check(catalog: Catalog) -> Iterator[Finding]:
    """Nothing was checked, read or reviewed in the future."""
    for entry in catalog.entries.values():
        for field in (*DAYS_OF_WORK, "unreachable_since"):
            day = getattr(entry.record, field, None)
            if day is not None and day - catalog.today > ONE_DAY:
                message = f"'{field}' is {day}, and today is {catalog.today}"
                yield Finding(entry=entry, loc=(field,), message=message, hint="write the day it was really done")


def recheck_before_check(catalog: Catalog) -> Iterator[Finding]:
    """A fact is checked again after it was checked."""
    for entry, fact in catalog.facts():
        if fact.recheck_after <= fact.checked_on <= catalog.today + ONE_DAY:
            message = f"'recheck_after' is not after 'checked_on' ({fact.checked_on})"
            yield Finding(entry=entry, loc=("recheck_after",), message=message, hint="give it some months")


def recheck_too_late(catalog: Catalog) -> Iterator[Finding]:
    """A fact is checked again within five years."""
    for entry, fact in catalog.facts():
        if fact.recheck_after - fact.checked_on > LONGEST:
            message = f"'recheck_after' is more than five years after 'checked_on' ({fact.checked_on})"
            yield Finding(entry=entry, loc=("recheck_after",), message=message, hint="somebody should look sooner")


def listed_fact(catalog: Catalog) -> Iterator[Finding]:
    """A fact rests on a source that somebody read; a resource may be listed."""
    for entry, fact in catalog.facts():
        source = catalog.get("source", fact.source)
        if isinstance(source, SourceOfFacts) and source.read == "listed" and not isinstance(fact, Resource):
            message = f"rests on '{fact.source}', which was only listed"
            yield Finding(entry=entry, loc=("source",), message=message, hint="read the source, or find another one")


def copy_without_via(catalog: Catalog) -> Iterator[Finding]:
    """A source read as a copy says where the copy is; only a copy does."""
    for source, entry in records_of(catalog, SourceOfFacts):
        if source.read == "copy" and source.via is None:
            message = "read as a copy, but 'via' is missing"
            yield Finding(entry=entry, loc=("read",), message=message, hint="add 'via': the copy's address")
        if source.read != "copy" and source.via is not None:
            message = f"'via' belongs to a copy, and this was read as '{source.read}'"
            yield Finding(entry=entry, loc=("via",), message=message, hint="remove it, or write read: copy", key=True)


def unreachable_source(catalog: Catalog) -> Iterator[Finding]:
    """A fact rests on a source that can be opened, there or as a copy; else its confidence is low."""
    for entry, fact in catalog.facts():
        source = catalog.get("source", fact.source)
        lost = source.unreachable_since if isinstance(source, SourceOfFacts) and source.via is None else None
        if lost is not None and fact.confidence != "low":
            message = f"rests on '{fact.source}' alone, which cannot be opened since {lost}"
            hint = "name another source, or a copy of it (read: copy, via: ...), or write confidence: low"
            yield Finding(entry=entry, loc=("source",), message=message, hint=hint)


def unreachable_resource(catalog: Catalog) -> Iterator[Finding]:
    """A resource that cannot be opened any more is retired."""
    for resource, entry in records_of(catalog, Resource):
        if resource.unreachable_since is not None and resource.status != "retired":
            message = f"'{resource.status}', but it cannot be opened since {resource.unreachable_since}"
            hint = "mend the address, or write status: retired"
            yield Finding(entry=entry, loc=("unreachable_since",), message=message, hint=hint)


def other_day(catalog: Catalog) -> Iterator[Finding]:
    """A claim's day is the one that its value prints."""
    for claim, entry in records_of(catalog, Claim):
        if claim.day is not None and claim.value != (printed := f"{claim.day.day} {claim.day:%B %Y}"):
            message = f"'day' is {printed}, and the value says '{claim.value}'"
            yield Finding(entry=entry, loc=("day",), message=message, hint="write the same day in both")


def overdue_fact(catalog: Catalog) -> Iterator[Finding]:
    """A fact is checked again by its `recheck_after`."""
    for entry, fact in catalog.facts():
        if ONE_DAY < catalog.today - fact.recheck_after <= LONG_OVERDUE:
            yield _late(catalog, entry, fact)


def long_overdue_fact(catalog: Catalog) -> Iterator[Finding]:
    """A fact is checked again within half a year of its `recheck_after`."""
    for entry, fact in catalog.facts():
        if catalog.today - fact.recheck_after > LONG_OVERDUE:
            yield _late(catalog, entry, fact)


def _late(catalog: Catalog, entry: Entry, fact: Fact) -> Finding:
    message = f"to be checked again {(catalog.today - fact.recheck_after).days} days ago"
    hint = "read the source again, then set 'checked_on' and 'recheck_after'"
    return Finding(entry=entry, loc=("recheck_after",), message=message, hint=hint)
