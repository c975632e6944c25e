"""What a visit says of an address, given what was known of it and what the handbook says of it."""

from __future__ import annotations

import datetime
import re
from urllib.parse import urlsplit

from macros.outside.addresses import Address
from macros.outside.keeping import Kept, Verdict
from macros.outside.owners import SHARED, owner_of
from macros.outside.visiting import Visit

SLOW = 10.0
"""The seconds after which an answer is slow."""

REFUSALS = (401, 402, 403, 405, 406, 407, 418, 429, 451, 999)
"""Answers to programs that people may never see."""

COMMON = frozenset(
    """
    about and best can com docs download error for free from guide home how html http https index learn more new not
    official online org our page site that the this use web welcome what with www you your
    """.split()  # noqa: SIM905 - so that it can be read
)
"""Words that say nothing of what a page is about."""

SHARE = 0.3
"""The share of the shorter title's words that two titles of one page have in common, at the least."""


def judge(address: Address, visit: Visit, known: Kept | None, today: datetime.date) -> Kept:
    """What is known of an address from now on."""
    verdict, detail = _verdict(address, visit, known)
    same = known if known and known.verdict is verdict else None
    right = visit.trouble is None and verdict in (Verdict.ALIVE, Verdict.MOVED, Verdict.SLOW)
    return Kept(
        verdict=verdict,
        detail=detail,
        asked_on=today,
        since=same.since if same else today,
        times=same.times + 1 if same else 1,
        final=visit.final if right else known.final if known else "",
        title=visit.title if right else known.title if known else "",
    )


def _verdict(address: Address, visit: Visit, known: Kept | None) -> tuple[Verdict, str]:
    if visit.trouble is not None:
        verdicts = {"unreachable": Verdict.DEAD, "slow": Verdict.SLOW, "unsafe": Verdict.UNSAFE}
        return verdicts[visit.trouble.kind], visit.trouble.detail
    if visit.status in REFUSALS:
        return Verdict.REFUSES, f"it answers {visit.status}"
    if not 200 <= visit.status < 300:
        return Verdict.DEAD, f"it answers {visit.status}"
    if changed := _changed(address, visit, known):
        return Verdict.CHANGED, changed
    if visit.moved_to.rstrip("/") not in ("", address.url.rstrip("/")):
        return Verdict.MOVED, visit.moved_to
    return (Verdict.SLOW, f"it took {visit.seconds:.0f} seconds") if visit.seconds > SLOW else (Verdict.ALIVE, "")


def _changed(address: Address, visit: Visit, known: Kept | None) -> str:
    """How a page has become another one; nothing where somebody has read its place through since it did."""
    if known and known.verdict is Verdict.CHANGED and address.read_on >= known.since:
        return ""
    if not known or not known.final:
        return _strange(address, visit)
    before, now = owner_of(known.final), owner_of(visit.final)
    if before != now:
        return f"it led to {before}, and leads to {now} now"
    if known.title and not _alike(_words(known.title, visit.final), _words(visit.title, visit.final)):
        return f"it was called “{known.title}”, and is called “{visit.title}” now"
    return ""


def _strange(address: Address, visit: Visit) -> str:
    """How a page that is seen for the first time does not look like what the handbook says of it."""
    title = _words(visit.title, visit.final)
    if title and not title & _words(address.words, visit.final):
        return f"it is called “{visit.title}”, of which the handbook says no word"
    if not title and owner_of(visit.final) != owner_of(address.url):
        return f"it leads to {owner_of(visit.final)}"
    return ""


def _alike(old: frozenset[str], new: frozenset[str]) -> bool:
    """Whether two titles can be those of one page: versions and years change, and most words stay."""
    return old == new or len(old & new) >= max(1, SHARE * min(len(old), len(new)))


def _words(text: str, url: str) -> frozenset[str]:
    """The words that say what a text is about; the name of a host that many share says nothing."""
    host = (urlsplit(url).hostname or "").lower()
    shared = {name.partition(".")[0] for name in SHARED if host.endswith(name)}
    return frozenset(re.findall(r"[^\W_]{3,}", text.casefold())) - COMMON - shared
