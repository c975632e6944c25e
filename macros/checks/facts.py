"""Rules about facts: sources, dates, and what ended and what follows it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TypeVar

from macros.catalog import Catalog
from macros.checks.finding import Finding
from macros.loader import Entry
from macros.models import DAYS_OF_WORK, Claim, Record, Resource, SourceOfFacts, Successions

Kind = TypeVar("Kind", bound=Record)

ONE_DAY = datetime.timedelta(days=1)
"""Somewhere it is already tomorrow."""


def future_check(catalog: Catalog) -> Iterator[Finding]:
    """Nothing was checked, read or reviewed in the future."""
    for entry in catalog.entries.values():
        for field in DAYS_OF_WORK:
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


def listed_fact(catalog: Catalog) -> Iterator[Finding]:
    """A fact rests on a source that somebody read; a resource may be listed."""
    for entry, fact in catalog.facts():
        source = catalog.get("source", fact.source)
        if isinstance(source, SourceOfFacts) and source.read == "listed" and not isinstance(fact, Resource):
            message = f"rests on '{fact.source}', which was only listed"
            yield Finding(entry=entry, loc=("source",), message=message, hint="read the source, or find another one")


def copy_without_via(catalog: Catalog) -> Iterator[Finding]:
    """A source read as a copy says where the copy is; only a copy does."""
    for source, entry in _of(catalog, SourceOfFacts):
        if source.read == "copy" and source.via is None:
            message = "read as a copy, but 'via' is missing"
            yield Finding(entry=entry, loc=("read",), message=message, hint="add 'via': the copy's address")
        if source.read != "copy" and source.via is not None:
            message = f"'via' belongs to a copy, and this was read as '{source.read}'"
            yield Finding(entry=entry, loc=("via",), message=message, hint="remove it, or write read: copy", key=True)


def retired_without_date(catalog: Catalog) -> Iterator[Finding]:
    """Whatever is not current says since when."""
    for record, entry in _of(catalog, Successions):
        status = getattr(record, "status", "current")
        if status in ("retired", "retiring", "maintenance") and record.status_since is None:
            message = f"'{status}', but since when?"
            yield Finding(entry=entry, loc=("status",), message=message, hint="add 'status_since': the day it began")


def successor_missing(catalog: Catalog) -> Iterator[Finding]:
    """What ended names what to use instead, or says why there is nothing."""
    for record, entry in _of(catalog, Successions):
        if record.ended and not record.successors and not record.no_successor:
            hint = "add 'superseded_by', or 'no_successor' with the reason"
            yield Finding(entry=entry, loc=("status",), message="it ended, and what follows?", hint=hint)
        if record.successors and record.no_successor:
            message = "'no_successor' beside 'superseded_by'"
            yield Finding(entry=entry, loc=("no_successor",), message=message, hint="keep one of the two", key=True)


def successor_retired(catalog: Catalog) -> Iterator[Finding]:
    """A successor is something that people can still start with."""
    for record, entry in _of(catalog, Successions):
        for index, name in enumerate(record.successors):
            successor = catalog.get(record.kind, name)
            if isinstance(successor, Successions) and successor.ended and name != record.id:
                onward = f"name its successor '{successor.successors[0]}'" if successor.successors else "name another"
                message = f"the successor '{name}' has ended too"
                yield Finding(entry=entry, loc=("superseded_by", index), message=message, hint=onward)


def price_without_currency(catalog: Catalog) -> Iterator[Finding]:
    """A price has a currency."""
    for record, entry in _of(catalog, Successions):
        if getattr(record, "price", None) is not None and getattr(record, "currency", None) is None:
            yield Finding(entry=entry, loc=("price",), message="a price in what?", hint="add 'currency', like USD")


def other_day(catalog: Catalog) -> Iterator[Finding]:
    """A claim's day is the one that its value prints."""
    for claim, entry in _of(catalog, Claim):
        if claim.day is not None and claim.value != (printed := f"{claim.day.day} {claim.day:%B %Y}"):
            message = f"'day' is {printed}, and the value says '{claim.value}'"
            yield Finding(entry=entry, loc=("day",), message=message, hint="write the same day in both")


def overdue_fact(catalog: Catalog) -> Iterator[Finding]:
    """A fact is checked again by its `recheck_after`."""
    for entry, fact in catalog.facts():
        if catalog.today - fact.recheck_after > ONE_DAY:
            days = (catalog.today - fact.recheck_after).days
            message = f"to be checked again {days} days ago"
            hint = "read the source again, then set 'checked_on' and 'recheck_after'"
            yield Finding(entry=entry, loc=("recheck_after",), message=message, hint=hint)


def _of(catalog: Catalog, model: type[Kind]) -> Iterator[tuple[Kind, Entry]]:
    for entry in catalog.entries.values():
        if isinstance(entry.record, model):
            yield entry.record, entry
