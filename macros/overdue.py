"""Facts whose day of checking has passed, the oldest first: for a terminal, and for an issue to work off."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.checks.facts import long_overdue_fact, overdue_fact
from macros.compare.formats import code
from macros.diagnostics import visible
from macros.models import Fact, SourceOfFacts

MOST = 150
"""The most facts that are told in an issue, which takes 65,536 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A fact to be checked again, its file, and where it can be read."""

    path: str
    title: str
    due: datetime.date
    days: int
    """How long ago that was."""
    address: str


def find_overdue(catalog: Catalog) -> list[Overdue]:
    """Every fact that the rules `overdue-fact` and `long-overdue-fact` find on the catalog's day."""
    entries = [finding.entry for rule in (overdue_fact, long_overdue_fact) for finding in rule(catalog)]
    found = [_overdue(catalog, entry.source.name, entry.record) for entry in entries if isinstance(entry.record, Fact)]
    return sorted(found, key=lambda one: (one.due, one.path))


def _overdue(catalog: Catalog, path: str, fact: Fact) -> Overdue:
    source = catalog.get("source", fact.source)
    address = source.address if isinstance(source, SourceOfFacts) else ""
    days = (catalog.today - fact.recheck_after).days
    return Overdue(path=path, title=fact.title, due=fact.recheck_after, days=days, address=address)


def as_text(found: Sequence[Overdue]) -> str:
    """A line each, then how many there are."""
    lines = [
        f"{one.path}: due {one.due}, {one.days} days ago: {visible(one.title)} ({visible(one.address)})"
        for one in found
    ]
    return "\n".join([*lines, _count(found)]) + "\n"


def as_markdown(found: Sequence[Overdue]) -> str:
    """A list to be ticked off; what strangers wrote stands in code spans."""
    lines = [f"- [ ] {code(one.path)}, due {one.due}: {code(one.title)}" for one in found[:MOST]]
    lines += [f"- and {len(found) - MOST} more: `make stale` shows them all"] if len(found) > MOST else []
    how = "Read the source again, mend the value if it changed, then set `checked_on` and `recheck_after`."
    return "\n".join([f"{_count(found)}. {how}", "", *lines]) + "\n"


def _count(found: Sequence[Overdue]) -> str:
    return f"{len(found)} fact{' is' if len(found) == 1 else 's are'} to be checked again"


FORMATS: Mapping[str, Callable[[Sequence[Overdue]], str]] = {"text": as_text, "markdown": as_markdown}
