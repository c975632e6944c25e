"""What became of the addresses: for a terminal, for an issue to work off, and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from macros.compare.formats import code
from macros.diagnostics import visible
from macros.outside.addresses import Address
from macros.outside.keeping import Kept, Verdict

MOST = 60_000
"""The most characters of an issue, which takes 65,536."""

LONGEST = 300
"""The most characters of a verdict's detail that are told."""

MOST_PLACES = 3

TOLD = (Verdict.DEAD, Verdict.CHANGED, Verdict.UNSAFE, Verdict.MOVED, Verdict.SLOW)
"""The verdicts that somebody should look at, the worst first. What refuses programs is only counted."""

TO_DO = {
    Verdict.DEAD: "look whether it lives elsewhere; if not, say `unreachable_since` in its source or retire the record",
    Verdict.CHANGED: "look whether it is still what its record says: if so, set the record's date to today; if not, "
    "take another address",
    Verdict.UNSAFE: "no link of a handbook leads there: take it out",
    Verdict.MOVED: "write the new address",
    Verdict.SLOW: "nothing, while it is so only now and then",
}
"""What to do about each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An address, and what is known of it; nothing where its turn has never come."""

    address: Address
    kept: Kept | None

    @property
    def verdict(self) -> Verdict:
        """What became of it."""
        return self.kept.verdict if self.kept else Verdict.UNASKED


def findings(addresses: Sequence[Address], kept: Mapping[str, Kept]) -> list[Finding]:
    """Every address with what is known of it, the worst first."""
    order = list(Verdict)
    found = [Finding(address=one, kept=kept.get(one.url)) for one in addresses]
    return sorted(found, key=lambda one: (order.index(one.verdict), one.address.url))


def as_text(found: Sequence[Finding]) -> str:
    """A line for each address to look at, then how many there are of each kind."""
    lines = [
        f"{visible(places)}: {one.verdict}: {visible(one.address.url)}{_more(one, visible)}"
        for one in found
        if one.verdict in TOLD and (places := ", ".join(map(str, one.address.places)))
    ]
    return "\n".join([*lines, _count(found), _kinds(found)]) + "\n"


def as_markdown(found: Sequence[Finding]) -> str:
    """A list to be ticked off, by kinds; what strangers wrote stands in code spans."""
    told = [one for one in found if one.verdict in TOLD]
    written, heading = f"{_count(found)}. {_kinds(found)}\n", None
    for number, one in enumerate(told):
        above = "" if one.verdict is heading else _heading(one.verdict)
        item = f"{above}- [ ] {_cut(one.address.url)}{_more(one, _cut)}; {_places(one.address)}\n"
        if len(written) + len(item) > MOST:
            return f"{written}\nAnd {len(told) - number} more: `make links` shows them all.\n"
        written, heading = written + item, one.verdict
    return written


def _heading(verdict: Verdict) -> str:
    return f"\n### {verdict.capitalize()}\n\nWhat to do: {TO_DO[verdict]}.\n\n"


def as_json(found: Sequence[Finding]) -> str:
    """Every address for programs, with all that is known of it."""
    values = [
        {
            "address": one.address.url,
            "places": [str(place) for place in one.address.places],
            **(one.kept.model_dump(mode="json") if one.kept else {"verdict": one.verdict}),
        }
        for one in found
    ]
    return json.dumps({"summary": _count(found), "addresses": values}, indent=2).replace("##[", "\\u0023#[") + "\n"


def _more(one: Finding, quote: Callable[[str], str]) -> str:
    """The detail, and how long it has been so."""
    if one.kept is None:
        return ""
    again = f", since {one.kept.since}, {one.kept.times} times in a row" if one.kept.times > 1 else ""
    return f": {quote(one.kept.detail[:LONGEST])}{again}"


def _places(address: Address) -> str:
    named = ", ".join(code(str(place)) for place in address.places[:MOST_PLACES])
    more = len(address.places) - MOST_PLACES
    return f"{named} and {more} more" if more > 0 else named


def _cut(text: str) -> str:
    return code(text[:LONGEST])


def _count(found: Sequence[Finding]) -> str:
    number = sum(one.verdict in TOLD for one in found)
    return f"{number} link{' wants' if number == 1 else 's want'} a look"


def _kinds(found: Sequence[Finding]) -> str:
    counts = {verdict: sum(one.verdict is verdict for one in found) for verdict in Verdict}
    kinds = ", ".join(f"{number} {verdict}" for verdict, number in counts.items() if number)
    return f"Of {len(found)} addresses: {kinds or 'none'}."


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
