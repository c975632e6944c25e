"""Rules about figures: a price has a currency, pay has a year, and a part is not more than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.checks.finding import Finding, records_of
from macros.models import Claim, Pay, Successions

PERCENTAGE = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s?(?:%|per ?cent\b)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
WHOLE = 100


def price_without_currency(catalog: Catalog) -> Iterator[Finding]:
    """A price has a currency."""
    for record, entry in records_of(catalog, Successions):
        if getattr(record, "price", None) is not None and getattr(record, "currency", None) is None:
            yield Finding(entry=entry, loc=("price",), message="a price in what?", hint="add 'currency', like USD")


def pay_without_year(catalog: Catalog) -> Iterator[Finding]:
    """A reading of pay says in which year it was paid."""
    for record, entry in records_of(catalog, Pay):
        if not YEAR.search(record.period):
            hint = "add the year that the source speaks of, like May 2025"
            yield Finding(entry=entry, loc=("period",), message="paid in which year?", hint=hint)


def impossible_percentage(catalog: Catalog) -> Iterator[Finding]:
    """A percentage of a whole is 100 at most; one that says by how much something changed may be more."""
    for record, entry in records_of(catalog, Claim):
        over = [found[0] for found in PERCENTAGE.finditer(record.value) if float(found[1].replace(",", "")) > WHOLE]
        if over and not record.change:
            message = f"{over[0]} of a whole"
            hint = "correct it, or write change: true if it says by how much something grew or shrank"
            yield Finding(entry=entry, loc=("value",), message=message, hint=hint)
