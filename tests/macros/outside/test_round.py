"""A round among hosts of the tests' own: what became of each link, and how politely they were asked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest

from macros.outside import Address, Kept, Place, Verdict
from macros.outside.manners import PAUSE, Turns
from macros.outside.round import go_round
from macros.outside.visiting import MOST_REST, Visitor
from tests.macros.outside.hosts import AGENT, FakeClock, Hosts, Reply, serve

TODAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
BEFORE = datetime.date(2026, 11, 1)

Replies = Mapping[str, Reply | Sequence[Reply]]


def address(url: str, words: str = "Keras: deep learning", read_on: datetime.date = BEFORE) -> Address:
    """An address that a tool names."""
    return Address(url=url, places=(Place(path="data/tools/x.yml", line=9, words=words, read_on=read_on),))


def known(url: str, **fields: object) -> Kept:
    """An address that was right a week ago."""
    week_ago = TODAY - 7 * DAY
    values = {
        "verdict": "alive",
        "asked_on": week_ago,
        "since": week_ago,
        "final": url,
        "title": "Keras: deep learning",
    }
    return Kept.model_validate(values | fields)


def one_round(hosts: Hosts, addresses: Sequence[Address], kept: Mapping[str, Kept]) -> dict[str, Kept]:
    """What is known after a round."""
    visitor = Visitor(hosts, Turns(hosts.clock))
    return go_round(addresses, kept, visitor.visit, hosts.clock, today=TODAY, seconds=3600)


def verdict(replies: Replies, url: str, kept: Kept | None = None, **fields: object) -> Kept:
    """What becomes of one address among hosts."""
    with serve(replies, FakeClock()) as hosts:
        one = address(url, **fields)  # type: ignore[arg-type]
        return one_round(hosts, [one], {url: kept} if kept else {})[url]


KERAS = Reply(title="Keras: deep learning for humans")
PLANTED: Replies = {
    "http://dead.example/": Reply(status=404),
    "http://moved.example/a": Reply(status=301, headers={"Location": "/b"}),
    "http://moved.example/b": KERAS,
    "http://hijacked.example/": Reply(title="Casino bonus for everybody"),
    "http://slow.example/": Reply(hangs=True),
    "http://flaky.example/": [Reply(status=503), KERAS],
}


def test_five_kinds_of_planted_links_are_judged_rightly() -> None:
    urls = [url for url in PLANTED if url != "http://moved.example/b"]
    with serve(PLANTED, FakeClock()) as hosts:
        found = one_round(hosts, [address(url) for url in urls], {url: known(url) for url in urls})
    assert {url: (kept.verdict.value, kept.detail) for url, kept in found.items()} == {
        "http://dead.example/": ("dead", "it answers 404"),
        "http://moved.example/a": ("moved", "http://moved.example/b"),
        "http://hijacked.example/": (
            "changed",
            "it was called “Keras: deep learning”, and is called “Casino bonus for everybody” now",
        ),
        "http://slow.example/": ("slow", "it did not answer in time"),
        "http://flaky.example/": ("alive", ""),
    }


# --- death ---------------------------------------------------------------------------------------------------------


def test_a_host_that_is_no_more_is_dead() -> None:
    assert verdict({}, "http://nobody.example/").detail == "there is no host nobody.example"


def test_what_lacks_only_for_heads_is_alive() -> None:
    kept = verdict({"http://a.example/": [Reply(status=405), KERAS]}, "http://a.example/")
    assert kept.verdict is Verdict.ALIVE


@pytest.mark.parametrize("status", [401, 403, 429, 999])
def test_who_refuses_programs_is_not_dead(status: int) -> None:
    kept = verdict({"http://a.example/": Reply(status=status)}, "http://a.example/")
    assert (kept.verdict, kept.detail) == (Verdict.REFUSES, f"it answers {status}")


def test_what_fails_each_time_is_dead_and_says_since_when() -> None:
    url, since = "http://a.example/", TODAY - 14 * DAY
    kept = verdict({url: Reply(status=500)}, url, known(url, verdict="dead", since=since, times=2))
    assert (kept.verdict, kept.detail, kept.since, kept.times) == (Verdict.DEAD, "it answers 500", since, 3)
    assert (kept.final, kept.title) == (url, "Keras: deep learning"), "what it was is kept for when it comes back"


def test_redirects_without_end_are_dead() -> None:
    kept = verdict({"http://a.example/": Reply(status=302, headers={"Location": "/"})}, "http://a.example/")
    assert kept.verdict is Verdict.DEAD
    assert "without end" in kept.detail


# --- another page at the old address -------------------------------------------------------------------------------


def test_the_same_page_of_another_owner_has_changed() -> None:
    replies = {
        "http://a.example/": Reply(status=302, headers={"Location": "http://b.example/"}),
        "http://b.example/": KERAS,
    }
    kept = verdict(replies, "http://a.example/", known("http://a.example/"))
    assert (kept.verdict, kept.detail) == (Verdict.CHANGED, "it led to a.example, and leads to b.example now")
    assert kept.final == "http://a.example/", "it is compared with what was right, until somebody has looked"


def test_on_a_shared_host_the_account_is_the_owner() -> None:
    replies = {
        "http://github.com/old/keras": Reply(status=301, headers={"Location": "/new/keras"}),
        "http://github.com/new/keras": KERAS,
    }
    kept = verdict(replies, "http://github.com/old/keras", known("http://github.com/old/keras"))
    assert kept.detail == "it led to github.com/old, and leads to github.com/new now"


def test_another_machine_of_the_same_owner_is_the_same_owner() -> None:
    replies = {
        "http://www.a.co.uk/": Reply(status=302, headers={"Location": "http://docs.a.co.uk/"}),
        "http://docs.a.co.uk/": KERAS,
    }
    assert verdict(replies, "http://www.a.co.uk/", known("http://www.a.co.uk/")).verdict is Verdict.ALIVE


def test_two_accounts_of_one_host_of_sites_are_two_owners() -> None:
    replies = {
        "http://x.github.io/": Reply(status=302, headers={"Location": "http://y.github.io/"}),
        "http://y.github.io/": KERAS,
    }
    assert verdict(replies, "http://x.github.io/", known("http://x.github.io/")).verdict is Verdict.CHANGED


def test_a_new_version_in_a_title_is_no_other_page() -> None:
    url = "http://a.example/"
    kept = verdict({url: Reply(title="Apache Kafka 4.4")}, url, known(url, title="Apache Kafka 4.3: documentation"))
    assert (kept.verdict, kept.title) == (Verdict.ALIVE, "Apache Kafka 4.4")


@pytest.mark.parametrize("title", ["Casino bonus", "Domain for sale", "Page not found", ""])
def test_a_title_without_a_word_in_common_is_another_page(title: str) -> None:
    url = "http://a.example/"
    assert verdict({url: Reply(title=title)}, url, known(url)).verdict is Verdict.CHANGED


def test_a_page_that_nobody_knows_yet_is_compared_with_the_handbooks_own_words() -> None:
    url = "http://a.example/"
    assert verdict({url: KERAS}, url).verdict is Verdict.ALIVE
    kept = verdict({url: Reply(title="Casino bonus")}, url)
    assert (kept.verdict, kept.detail) == (
        Verdict.CHANGED,
        "it is called “Casino bonus”, of which the handbook says no word",
    )


def test_who_reads_the_record_again_accepts_the_page() -> None:
    url, title = "http://a.example/", "Casino bonus"
    before = known(url, verdict="changed", since=TODAY - 3 * DAY, asked_on=TODAY - 3 * DAY)
    assert verdict({url: Reply(title=title)}, url, before).verdict is Verdict.CHANGED
    kept = verdict({url: Reply(title=title)}, url, before, read_on=TODAY - 2 * DAY)
    assert (kept.verdict, kept.title) == (Verdict.ALIVE, title)


def test_only_what_is_for_ever_is_a_new_address() -> None:
    replies = {
        "http://a.example/": Reply(status=302, headers={"Location": "/here"}),
        "http://a.example/here": KERAS,
    }
    assert verdict(replies, "http://a.example/").verdict is Verdict.ALIVE


@pytest.mark.parametrize("to", ["file:///etc/passwd", "http://a.example:22/", "http://u:p@a.example/", "javascript:x"])
def test_a_redirect_to_what_no_link_may_lead_to_is_told(to: str) -> None:
    kept = verdict({"http://a.example/": Reply(status=302, headers={"Location": to})}, "http://a.example/")
    assert kept.verdict is Verdict.UNSAFE


@pytest.mark.parametrize("to", ["http://[", "http://a b/", "//", "http://"])
def test_a_redirect_to_no_address_ends_the_visit_and_nothing_else(to: str) -> None:
    kept = verdict({"http://a.example/": Reply(status=302, headers={"Location": to})}, "http://a.example/")
    assert kept.verdict in (Verdict.UNSAFE, Verdict.DEAD)


# --- politeness, as the hosts see it -------------------------------------------------------------------------------


def busy_hosts() -> tuple[Replies, list[Address]]:
    """Thirty pages on three hosts, and three that lead to one of them from elsewhere."""
    pages = {f"http://{host}.example/{number}": KERAS for host in "abc" for number in range(10)}
    ways = {f"http://{host}.example/": Reply(status=302, headers={"Location": "http://a.example/1"}) for host in "xyz"}
    return {**pages, **ways}, [address(url) for url in (*pages, *ways)]


def test_a_host_is_asked_one_question_at_a_time_and_left_alone_after_each() -> None:
    replies, addresses = busy_hosts()
    with serve(replies, FakeClock()) as hosts:
        one_round(hosts, addresses, {})
    assert set(hosts.most_at_once.values()) == {1}
    for name in ("a.example", "b.example", "c.example"):
        times = [asked.at for asked in hosts.asked if asked.host == name]
        assert len(times) >= 20
        assert min(later - earlier for earlier, later in pairwise(times)) >= PAUSE


def test_every_question_says_who_asks() -> None:
    with serve({"http://a.example/": KERAS}, FakeClock()) as hosts:
        one_round(hosts, [address("http://a.example/")], {})
    assert {asked.agent for asked in hosts.asked} == {AGENT}


def test_a_head_is_asked_first_and_a_file_is_not_fetched() -> None:
    book = Reply(headers={"Content-Type": "application/pdf"})
    with serve({"http://a.example/": KERAS, "http://b.example/": book}, FakeClock()) as hosts:
        one_round(hosts, [address("http://a.example/"), address("http://b.example/")], {})
    assert hosts.questions("a.example") == ["HEAD", "GET"]
    assert hosts.questions("b.example") == ["HEAD"]


def test_a_failure_is_asked_again_twice_and_later_each_time() -> None:
    with serve({"http://a.example/": Reply(status=500)}, FakeClock()) as hosts:
        one_round(hosts, [address("http://a.example/")], {})
    assert hosts.questions("a.example") == ["HEAD", "GET", "GET"]
    assert [asked.at for asked in hosts.asked] == [0, 4, 12]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_says_when_is_asked_then(status: int) -> None:
    later = Reply(status=status, headers={"Retry-After": "60"})
    with serve({"http://a.example/": [later, KERAS]}, FakeClock()) as hosts:
        found = one_round(hosts, [address("http://a.example/")], {})
    assert [asked.at for asked in hosts.asked] == [0, 60]
    assert found["http://a.example/"].verdict is Verdict.ALIVE


def test_nobody_else_asks_a_host_that_wants_to_be_left_alone() -> None:
    later = Reply(status=429, headers={"Retry-After": "60"})
    urls = ["http://a.example/1", "http://a.example/2"]
    with serve({urls[0]: [later, KERAS], urls[1]: KERAS}, FakeClock()) as hosts:
        one_round(hosts, [address(url) for url in urls], {})
    assert min(asked.at for asked in hosts.asked[1:]) >= 60


def test_a_host_that_wants_a_long_rest_has_it() -> None:
    later = Reply(status=429, headers={"Retry-After": str(int(MOST_REST) + 1)})
    with serve({"http://a.example/": later}, FakeClock()) as hosts:
        found = one_round(hosts, [address("http://a.example/")], {})
    assert hosts.questions("a.example") == ["HEAD"]
    assert found["http://a.example/"].verdict is Verdict.REFUSES


@pytest.mark.parametrize("text", ["soon", "-1", "nan", "1e400", "Mon, 99 Foo 2026 00:00:00 GMT"])
def test_a_rest_that_is_none_is_ours_to_choose(text: str) -> None:
    busy = Reply(status=503, headers={"Retry-After": text})
    with serve({"http://a.example/": [busy, KERAS]}, FakeClock()) as hosts:
        found = one_round(hosts, [address("http://a.example/")], {})
    assert found["http://a.example/"].verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("verdict", "days", "asked"),
    [("alive", 5, False), ("alive", 6, True), ("moved", 5, False), ("refuses", 5, False), ("dead", 0, True)],
)
def test_what_is_known_and_fresh_is_not_asked_again(verdict: str, days: int, asked: bool) -> None:
    url = "http://a.example/"
    before = known(url, verdict=verdict, asked_on=TODAY - days * DAY)
    with serve({url: KERAS}, FakeClock()) as hosts:
        found = one_round(hosts, [address(url)], {url: before})
    assert bool(hosts.asked) is asked
    assert (found[url] == before) is not asked


def test_what_was_asked_longest_ago_comes_first() -> None:
    urls = [f"http://a.example/{number}" for number in range(4)]
    days = {urls[0]: 7, urls[1]: 30, urls[3]: 14}
    before = {url: known(url, asked_on=TODAY - number * DAY) for url, number in days.items()}
    with serve(dict.fromkeys(urls, KERAS), FakeClock()) as hosts:
        one_round(hosts, [address(url) for url in urls], before)
    assert [one.url[-1] for one in hosts.asked if one.method == "HEAD"] == ["2", "1", "3", "0"]


def test_what_is_named_nowhere_any_more_is_forgotten() -> None:
    with serve({}, FakeClock()) as hosts:
        assert one_round(hosts, [], {"http://a.example/": known("http://a.example/")}) == {}


def test_when_the_time_is_over_nobody_else_is_asked_and_what_was_known_stays() -> None:
    url, before = "http://a.example/", known("http://a.example/")
    with serve({url: KERAS}, FakeClock()) as hosts:
        visitor = Visitor(hosts, Turns(hosts.clock))
        found = go_round([address(url)], {url: before}, visitor.visit, hosts.clock, today=TODAY, seconds=0)
    assert (hosts.asked, found) == ([], {url: before})
