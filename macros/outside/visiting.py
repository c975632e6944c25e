"""An address -> where it leads and what the page there is called: redirects followed, failures tried again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, Protocol
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from macros.diagnostics import visible
from macros.outside.asking import Answer, Trouble
from macros.outside.manners import Turns

Method = Literal["HEAD", "GET"]
METHODS: tuple[Method, ...] = ("HEAD", "GET", "GET")
"""What an address is asked, until one answer can be believed: its head alone, then the page, then the page again."""

BACKOFF = 4.0
"""The seconds before a failure is tried again, doubled each time, where the host does not say how many."""

MOST_REST = 120.0
"""The most seconds that a host may ask for; for more, it is left alone until the next run."""

MOST_HOPS = 6
PERMANENT = (301, 308)
REDIRECTS = (*PERMANENT, 302, 303, 307)
BUSY = (429, 500, 502, 503, 504)
"""Answers that may be another one in a moment."""

LONGEST_TITLE = 200


class Asks(Protocol):
    """What asks a host."""

    def ask(self, method: Method, url: str) -> Answer:
        """The answer, or Trouble."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Where an address led: the last answer there, or why there was none."""

    final: str
    """The last address."""
    moved_to: str = ""
    """The address to write instead, where redirects say that they are for ever."""
    status: int = 0
    title: str = ""
    seconds: float = 0.0
    """How long the slowest answer took to begin."""
    trouble: Trouble | None = None


class Visitor:
    """Visits addresses, politely."""

    def __init__(self, asker: Asks, turns: Turns) -> None:
        self._asker = asker
        self._turns = turns

    def visit(self, url: str) -> Visit:
        """Follow an address to its end."""
        visit, lasting = Visit(final=url), True
        for _ in range(MOST_HOPS):
            found = self._persist(visit.final)
            if isinstance(found, Trouble):
                return replace(visit, trouble=found)
            visit = replace(visit, status=found.status, seconds=max(visit.seconds, found.seconds))
            if found.status not in REDIRECTS or not found.location:
                return replace(visit, title=title_of(found))
            lasting = lasting and found.status in PERMANENT
            final = _joined(visit.final, found.location)
            visit = replace(visit, final=final, moved_to=final if lasting else visit.moved_to)
        return replace(visit, trouble=Trouble("unreachable", "it leads from one address to the next without end"))

    def _persist(self, url: str) -> Answer | Trouble:
        """The first answer that can be believed, or the last one."""
        found: Answer | Trouble = Trouble("unreachable", "not asked")
        for number, method in enumerate(METHODS):
            found = self._once(method, url)
            if not _again(method, found) or number == len(METHODS) - 1:
                break
            rest = _rest(found, number)
            if rest > MOST_REST:
                break
            self._turns.leave_alone(_host(url), rest)
        return found

    def _once(self, method: Method, url: str) -> Answer | Trouble:
        with self._turns.turn(_host(url)):
            try:
                return self._asker.ask(method, url)
            except Trouble as trouble:
                return trouble


def _again(method: Method, found: Answer | Trouble) -> bool:
    """Whether another question could bring more: after a head that is a page's or a refusal, or after a failure."""
    if isinstance(found, Trouble):
        return found.kind != "unsafe"
    if found.status in REDIRECTS:
        return False
    return found.status in BUSY or (method == "HEAD" and (found.is_page or found.status >= 400))


def _rest(found: Answer | Trouble, number: int) -> float:
    """How long a host is left alone before the next question."""
    if isinstance(found, Answer) and found.status not in BUSY:
        return 0
    asked = found.rest if isinstance(found, Answer) else None
    return BACKOFF * 2**number if asked is None else asked


def _joined(url: str, location: str) -> str:
    """Where a redirect leads; what is no address is told as it stands."""
    try:
        return urldefrag(urljoin(url, location)).url
    except ValueError:
        return location


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def title_of(answer: Answer) -> str:
    """What a page calls itself, on one line; nothing where it has no title or is no page."""
    try:
        text = answer.body.decode(answer.charset, "replace")
    except LookupError:
        text = answer.body.decode("utf-8", "replace")
    found = LexborHTMLParser(text).css_first("head title") if text else None
    return visible(re.sub(r"\s+", " ", found.text()).strip())[:LONGEST_TITLE] if found else ""
