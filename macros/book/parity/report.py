"""The three downloads of a site compared with it, and what is told of that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.book.contents import pages_in_order
from macros.book.failing import BookError
from macros.book.parity import paper, web
from macros.book.parity.comparing import MEANT, Lack, Meant, compare, stale
from macros.book.parity.things import KINDS, Thing

SHOWN = {"pdf": "the PDF", "epub": "the EPUB", "zip": "the archive"}
"""An edition by the ending of its file, and how it is named."""

LONGEST = 60
"""How many signs of a thing's words are told."""


@dataclass(frozen=True, kw_only=True)
class Parity:
    """What a site holds, and what its editions lack."""

    things: Sequence[Thing]
    lacks: Sequence[Lack]
    meant: Sequence[Meant] = MEANT

    @property
    def mistakes(self) -> list[BookError]:
        """What nobody meant, each with its page; and what is meant no more."""
        lost = [lack for lack in self.lacks if not lack.reason]
        return [*map(_mistake, lost), *map(_stale, stale(self.lacks, self.meant))]


def read_parity(site: Path, files: Mapping[str, bytes], meant: Sequence[Meant] = MEANT) -> Parity:
    """Compare a site with its downloads, given by the endings of their names."""
    pages = web.read_site(site)
    order = {page: number for number, page in enumerate(pages_in_order(site))}
    things = sorted(web.read_things(pages), key=lambda thing: order.get(thing.page, len(order)))
    headings = [thing for thing in things if thing.kind == "heading"]
    editions: dict[str, Iterable[Thing]] = {
        "pdf": paper.read_things(paper.read_paper(files["pdf"]), headings),
        "epub": web.read_things(web.read_epub(files["epub"], pages.texts)),
        "zip": web.read_things(web.read_zip(files["zip"])),
    }
    return Parity(things=things, lacks=compare(things, editions, meant), meant=meant)


def _mistake(lack: Lack) -> BookError:
    words = " ".join(lack.thing.words.split())
    shown = words if len(words) <= LONGEST else f"{words[:LONGEST]}..."
    leads = f" to {lack.thing.target.partition(' ')[0]}" if lack.thing.target else ""
    return BookError(lack.thing.page, f"the {lack.thing.kind} '{shown}'{leads} is not in {SHOWN[lack.edition]}", words)


def _stale(meant: Meant) -> BookError:
    lacking = f"{SHOWN[meant.edition]} lacks no {meant.kind} of '{meant.trait}'"
    return BookError("", f"{lacking} any more: take the exception out of macros/book/parity/comparing.py")


def summary(parity: Parity) -> str:
    """How many things are in all editions, in one line."""
    counts = Counter(thing.kind for thing in parity.things)
    told = ", ".join(f"{counts[kind]:,} {kind}s" for kind in KINDS)
    meant = sum(1 for lack in parity.lacks if lack.reason)
    return (
        f"Parity: {told} of the site are in the PDF, the EPUB and the archive, but for {meant} that are meant to differ"
    )


def create_report(parity: Parity) -> str:
    """The whole comparison as JSON."""
    report = {
        "total": _counts(parity.things, parity.lacks),
        "meant": [
            {"edition": one.edition, "kind": one.kind, "reason": one.reason, "things": _listed(parity, one)}
            for one in parity.meant
        ],
        "missing": [{"edition": lack.edition} | _told(lack.thing) for lack in parity.lacks if not lack.reason],
        "pages": _by_page(parity),
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _by_page(parity: Parity) -> dict[str, Any]:
    things: dict[str, list[Thing]] = {}
    for thing in parity.things:
        things.setdefault(thing.page, []).append(thing)
    lacks: dict[str, list[Lack]] = {}
    for lack in parity.lacks:
        lacks.setdefault(lack.thing.page, []).append(lack)
    return {page: _counts(found, lacks.get(page, ())) for page, found in things.items()}


def _counts(things: Iterable[Thing], lacks: Iterable[Lack]) -> dict[str, dict[str, int]]:
    """How many things of each kind the site holds, and each edition."""
    on_site = Counter(thing.kind for thing in things)
    lost = Counter((lack.thing.kind, lack.edition) for lack in lacks)
    return {
        kind: {"site": on_site[kind], **{edition: on_site[kind] - lost[kind, edition] for edition in SHOWN}}
        for kind in KINDS
        if on_site[kind]
    }


def _listed(parity: Parity, meant: Meant) -> list[dict[str, str]]:
    lacks = (lack for lack in parity.lacks if lack.edition == meant.edition)
    return [_told(lack.thing) for lack in lacks if (lack.thing.kind, lack.thing.trait) == (meant.kind, meant.trait)]


def _told(thing: Thing) -> dict[str, str]:
    leads = {"to": thing.target.partition(" ")[0]} if thing.target else {}
    return {"kind": thing.kind, "page": thing.page, "words": " ".join(thing.words.split()), **leads}
