"""Rules about what ended: since when, what follows it, and that its dates and its status say the same."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.checks.facts import ONE_DAY
from macros.checks.finding import Finding, records_of
from macros.models import Certification, Successions

RETIRED = "write status: retired, 'status_since', and what follows it"


def retired_without_date(catalog: Catalog) -> Iterator[Finding]:
    """Whatever is not current says since when."""
    for record, entry in records_of(catalog, Successions):
        status = getattr(record, "status", "current")
        if status in ("retired", "retiring", "maintenance") and record.status_since is None:
            message = f"'{status}', but since when?"
            yield Finding(entry=entry, loc=("status",), message=message, hint="add 'status_since': the day it began")


def successor_missing(catalog: Catalog) -> Iterator[Finding]:
    """What ended names what to use instead, or says why there is nothing."""
    for record, entry in records_of(catalog, Successions):
        if record.ended and not record.successors and not record.no_successor:
            hint = "add 'superseded_by', or 'no_successor' with the reason"
            yield Finding(entry=entry, loc=("status",), message="it ended, and what follows?", hint=hint)
        if record.successors and record.no_successor:
            message = "'no_successor' beside 'superseded_by'"
            yield Finding(entry=entry, loc=("no_successor",), message=message, hint="keep one of the two", key=True)


def successor_retired(catalog: Catalog) -> Iterator[Finding]:
    """A successor is something that people can still start with."""
    for record, entry in records_of(catalog, Successions):
        for index, name in enumerate(record.successors):
            successor = catalog.get(record.kind, name)
            if isinstance(successor, Successions) and successor.ended and name != record.id:
                onward = f"name its successor '{successor.successors[0]}'" if successor.successors else "name another"
                message = f"the successor '{name}' has ended too"
                yield Finding(entry=entry, loc=("superseded_by", index), message=message, hint=onward)


def successor_of_current(catalog: Catalog) -> Iterator[Finding]:
    """What names a successor is not current any more."""
    for record, entry in records_of(catalog, Successions):
        if record.successors and getattr(record, "status", "") == "current":
            message = f"'current', but '{record.successors[0]}' takes its place"
            hint = "write the status that it has, or name the other one in 'alternatives' or in the text"
            yield Finding(entry=entry, loc=("superseded_by",), message=message, hint=hint, key=True)


def retired_in_future(catalog: Catalog) -> Iterator[Finding]:
    """What is retired had ended when it was checked."""
    for record, entry in records_of(catalog, Successions):
        since = record.status_since
        if getattr(record, "status", "") == "retired" and since is not None and since > record.checked_on + ONE_DAY:
            message = f"'retired' since {since}, and it was checked on {record.checked_on}"
            hint = "write the status that it has until then"
            yield Finding(entry=entry, loc=("status_since",), message=message, hint=hint)


def past_retirement(catalog: Catalog) -> Iterator[Finding]:
    """A certificate whose last day was over when it was checked is retired."""
    for record, entry in records_of(catalog, Certification):
        last = record.last_exam_on
        if last is not None and record.status != "retired" and last < record.checked_on:
            message = f"'{record.status}', but its last day was {last}, before it was checked"
            yield Finding(entry=entry, loc=("status",), message=message, hint=RETIRED)


def ended_since_check(catalog: Catalog) -> Iterator[Finding]:
    """A certificate whose last day is over is retired."""
    for record, entry in records_of(catalog, Certification):
        last = record.last_exam_on
        if last is None or record.status == "retired" or last < record.checked_on:
            continue
        if catalog.today - last > ONE_DAY:
            message = f"'{record.status}', but its last day was {last}"
            yield Finding(entry=entry, loc=("status",), message=message, hint=RETIRED)
