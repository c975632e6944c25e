"""What the site holds and an edition does not, and which of that is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.book.parity.things import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Things of one kind and trait that an edition does without, and why."""

    edition: str
    kind: str
    trait: str
    reason: str


WAYS = "the way to a topic from each start is folded on its page; the book has the table of all starts"

MEANT = (
    Meant(
        edition="pdf",
        kind="heading",
        trait="footnotes",
        reason="a footnote stands at the foot of the sheet that mentions it, so nothing is left below this heading",
    ),
    Meant(
        edition="pdf",
        kind="link",
        trait="footnote",
        reason="footnotes are numbered anew, because the addresses of links are footnotes of the book too",
    ),
    Meant(
        edition="pdf",
        kind="link",
        trait="map",
        reason="a map is a picture in the book; the list after it leads to the same pages",
    ),
    Meant(
        edition="epub",
        kind="link",
        trait="map",
        reason="a map is a picture in the book; the list after it leads to the same pages",
    ),
    Meant(edition="pdf", kind="link", trait="ways", reason=WAYS),
    Meant(edition="epub", kind="link", trait="ways", reason=WAYS),
    Meant(edition="pdf", kind="link", trait="file", reason="tables for programs are not part of the book"),
    Meant(edition="epub", kind="link", trait="file", reason="tables for programs are not part of the book"),
)
"""Every difference that is meant; one that excuses nothing any more is a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A thing that an edition does not hold; without a reason, a mistake."""

    edition: str
    thing: Thing
    reason: str


def compare(
    things: Sequence[Thing], editions: Mapping[str, Iterable[Thing]], meant: Sequence[Meant] = MEANT
) -> list[Lack]:
    """What is on the site and not in an edition."""
    reasons = {(one.edition, one.kind, one.trait): one.reason for one in meant}
    return [
        Lack(edition=edition, thing=thing, reason=reasons.get((edition, thing.kind, thing.trait), ""))
        for edition, found in editions.items()
        for thing in _missing(things, found)
    ]


def _missing(things: Iterable[Thing], found: Iterable[Thing]) -> Iterator[Thing]:
    """The things that are not found; of two equal ones both must be, and one that is set apart is the first to lack."""
    left = Counter(thing.key for thing in found)
    for thing in sorted(things, key=lambda thing: bool(thing.trait)):
        if left[thing.key]:
            left[thing.key] -= 1
        else:
            yield thing


def stale(lacks: Iterable[Lack], meant: Sequence[Meant] = MEANT) -> list[Meant]:
    """The differences that are meant and that there are none of."""
    there = {(lack.edition, lack.thing.kind, lack.thing.trait) for lack in lacks}
    return [one for one in meant if (one.edition, one.kind, one.trait) not in there]
