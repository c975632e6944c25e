"""One round: every address that is due is visited, several hosts at a time, until the time is over."""

from __future__ import annotations

import datetime
import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from macros.outside.addresses import Address
from macros.outside.judging import judge
from macros.outside.keeping import Kept, Verdict
from macros.outside.manners import Clock
from macros.outside.visiting import Visit

FRESH = {Verdict.ALIVE: 6, Verdict.MOVED: 6, Verdict.REFUSES: 6}
"""For how many days an answer is good; what gave trouble is asked again each time."""

HOSTS_AT_ONCE = 8


def is_fresh(kept: Kept | None, today: datetime.date) -> bool:
    """Whether an address need not be asked today."""
    return kept is not None and 0 <= (today - kept.asked_on).days < FRESH.get(kept.verdict, 0)


def go_round(
    addresses: Sequence[Address],
    kept: Mapping[str, Kept],
    visit: Callable[[str], Visit],
    clock: Clock,
    *,
    today: datetime.date,
    seconds: float,
) -> dict[str, Kept]:
    """What is known of each address after visiting those that are due; what is named nowhere is forgotten.

    Of one host's addresses those come first that were asked longest ago, so that a short time starves none of them.
    Visits that the end of the time interrupts go on in the background and change nothing: a host may hold one for long.
    """
    found = {one.url: known for one in addresses if (known := kept.get(one.url))}
    due = [one for one in addresses if not is_fresh(kept.get(one.url), today)]
    due.sort(key=lambda one: found[one.url].asked_on if one.url in found else datetime.date.min)
    visits = _visit_all(due, visit, clock, seconds)
    for one in due:
        if result := visits.get(one.url):
            found[one.url] = judge(one, result, kept.get(one.url), today)
    return found


def _visit_all(
    due: Sequence[Address], visit: Callable[[str], Visit], clock: Clock, seconds: float
) -> Mapping[str, Visit]:
    """The visits that ended in time; the addresses of one host come one after the other."""
    hosts: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for urls in _by_host(due):
        hosts.put(urls)
    end, visits = clock.now() + seconds, dict[str, Visit]()

    def work() -> None:
        for urls in _taken(hosts):
            for url in urls:
                if clock.now() < end:
                    visits[url] = visit(url)

    workers = [threading.Thread(target=work, daemon=True) for _ in range(HOSTS_AT_ONCE)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(max(0.0, end - clock.now()))
    return dict(visits)


def _taken(hosts: queue.SimpleQueue[list[str]]) -> Iterator[list[str]]:
    """What lies in a queue, until it is empty."""
    with suppress(queue.Empty):
        while True:
            yield hosts.get_nowait()


def _by_host(addresses: Sequence[Address]) -> list[list[str]]:
    """The addresses of each host, the host with the most first: it takes the longest."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for one in addresses:
        hosts[urlsplit(one.url).hostname or ""].append(one.url)
    return sorted(hosts.values(), key=lambda urls: (-len(urls), urls))
