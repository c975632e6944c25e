"""The search as readers meet it, with a keyboard, a screen reader, a phone or a broken copy; on a host and as files."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from macros.handbook import Handbook
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.desk import Desk, Reader
from tests.browser.search import (
    DIALOG,
    FIELD,
    LIST,
    STATUS,
    ask,
    open_search,
    rank,
    read_queries,
    recall,
    reciprocal_rank,
)

LAZY = ("dialog.css", "dialog.js", "engine.js", "index.js", "lunr.js", "worker.js")


@pytest.fixture(scope="module", params=["http", "file"])
def address(request: pytest.FixtureRequest, home: str, site: Path) -> str:
    """Where the site is read: on a host, and as files."""
    return home if request.param == "http" else f"{site.as_uri()}/"


@pytest.fixture
def page(turning: Desk, address: str) -> Page:
    """The first page, as it is before anybody searched."""
    return turning.turn(f"{address}index.html", Reader())


@pytest.fixture(scope="module")
def shared(browser: Browser, home: str, address: str) -> Iterator[tuple[Desk, Page]]:
    """A page whose search is open."""
    desk = Desk(browser=browser, home=home)
    page = desk.open(f"{address}index.html")
    open_search(page)
    yield desk, page
    desk.close()


@pytest.fixture
def search(shared: tuple[Desk, Page]) -> Iterator[Page]:
    """The open search, for tests that only ask: it takes its time to start, so they share it."""
    desk, page = shared
    yield page
    assert desk.troubles == []


def titles(page: Page) -> list[str]:
    """The titles that are listed."""
    return page.locator(f"{LIST} .hb-found-title").all_text_contents()


def abouts(page: Page) -> list[str]:
    """What stands beside the titles: kind and details."""
    return page.locator(f"{LIST} .hb-found-about").all_text_contents()


def focused(page: Page) -> str:
    """The focused element: its address, or its name."""
    found: str = page.evaluate("document.activeElement.href || document.activeElement.localName")
    return found


def open_and_ask(page: Page, query: str) -> list[list[str]]:
    """Open the search of a page, and ask."""
    open_search(page)
    return ask(page, query)


# --- what is loaded, and when --------------------------------------------------------------------------------------


def test_nothing_of_the_search_but_its_button_is_loaded_before_it_is_opened(desk: Desk, address: str) -> None:
    page = desk.open(f"{address}index.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(f"{address}topics/containers.html", wait_until="networkidle")
    page.locator(".hb-search").hover()
    before = list(asked)
    page.locator(".hb-search").click()
    page.wait_for_selector(f"{LIST}[aria-busy=false]", state="attached")
    assert "button.js" in before
    assert [name for name in before if name in LAZY or "worker" in name or "search_index" in name] == []
    assert {"dialog.js", "index.js" if address.startswith("file:") else "worker.js"} <= set(asked)


def test_the_index_takes_at_most_two_kilobytes_a_page_compressed(site: Path) -> None:
    index = gzip.compress((site / "assets" / "search" / "index.js").read_bytes(), mtime=0)
    assert len(index) / len(list(site.rglob("*.html"))) <= 2000


# --- what is found -------------------------------------------------------------------------------------------------


def test_the_kept_back_half_is_answered(search: Page, address: str) -> None:
    queries = [query for query in read_queries() if query.kept_back]
    ranks = {query: rank(ask(search, query.query), query.expect, address) for query in queries}
    missed = [(query.query, place) for query, place in ranks.items() if place != 1]
    assert reciprocal_rank(list(ranks.values())) >= 0.9, missed
    for group in ("typing-error", "synonym"):
        assert recall([place for query, place in ranks.items() if query.group == group], 3) >= 0.95, missed


def test_there_are_four_groups_of_labels_and_every_second_one_is_kept_back() -> None:
    groups: dict[str, list[bool]] = {}
    for query in read_queries():
        groups.setdefault(query.group, []).append(query.kept_back)
    assert groups == dict.fromkeys(("known-item", "typing-error", "synonym", "question"), [False, True] * 15)


def test_every_label_names_a_page_and_an_anchor_that_are_there(site: Path) -> None:
    wrong = []
    for query in read_queries():
        for expected in query.expect:
            path, _, anchor = expected.partition("#")
            page = site / path
            if not page.is_file() or (anchor and f'id="{anchor}"' not in page.read_text("utf-8")):
                wrong.append(expected)
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "title", "about", "passage"),
    [
        ("tensor", "Tensor", "Glossary term", "An array with any number of axes"),
        ("what is a tensor", "Tensor", "Glossary term", "In mathematics the word means a multilinear map"),
        ("mxnet", "Apache MXNet", "Tool · retired since ", "Its foundation retired it in September 2023"),
        ("LLM", "Large language model", "Glossary term", ""),
    ],
)
def test_a_definition_or_a_status_is_the_first_answer(
    search: Page, query: str, title: str, about: str, passage: str
) -> None:
    ask(search, query)
    assert titles(search)[0] == title
    assert abouts(search)[0].startswith(about)
    assert passage in search.locator(f"{LIST} > li > p").first.inner_text()


def test_results_are_grouped_by_page(search: Page, address: str) -> None:
    results = ask(search, "pytorch mistakes")
    assert results[0][0] == f"{address}tools/pytorch.html"
    assert f"{address}tools/pytorch.html#three-mistakes-that-reach-production" in results[0]
    assert len({links[0] for links in results}) == len(results)


def test_a_result_says_kind_and_level(search: Page) -> None:
    ask(search, "gradient descent")
    assert abouts(search)[0] == "Topic · introductory"


def test_what_matches_is_marked_in_any_form(search: Page) -> None:
    ask(search, "tensorfow")
    assert search.locator(f"{LIST} .hb-found-title mark").first.inner_text() == "TensorFlow"


def test_every_term_and_every_tool_is_the_first_answer_to_its_name(search: Page, real: Handbook) -> None:
    names = [record.title for kind in ("term", "tool") for record in real.catalog.records(kind)]
    first = search.evaluate(
        """async (names) => {
             const found = await Promise.all(names.map(handbookSearch.find));
             return found.map(({ results }) => results[0].title.map(({ text }) => text).join(""));
           }""",
        names,
    )
    assert first == names


def test_an_acronym_finds_pages_that_write_it_out(search: Page, address: str) -> None:
    found = [links[0] for links in ask(search, "XAI")]
    assert found[0] == f"{address}glossary.html#explainability"
    assert f"{address}topics/fairness-and-harm.html" in found


# --- keyboard and screen readers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_the_keyboard_opens_it(page: Page, keys: str) -> None:
    page.keyboard.press(keys)
    expect(page.locator(FIELD)).to_be_focused()


def test_a_slash_is_only_a_slash_while_somebody_types(page: Page) -> None:
    page.evaluate("document.querySelector('h1').append(document.createElement('textarea'))")
    page.locator("h1 textarea").press("/")
    assert page.locator("h1 textarea").input_value() == "/"
    assert page.locator(DIALOG).count() == 0


def test_escape_closes_it_and_gives_the_focus_back(page: Page) -> None:
    button = page.locator("button.hb-search")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("tensor")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).not_to_be_visible()
    expect(button).to_be_focused()


def test_arrows_walk_through_the_results_and_enter_opens_one(page: Page) -> None:
    links = [link for found in open_and_ask(page, "pytorch mistakes") for link in found]
    for link in links[:3]:
        page.keyboard.press("ArrowDown")
        assert focused(page) == link
    page.keyboard.press("ArrowUp")
    assert focused(page) == links[1]
    page.keyboard.press("Enter")
    page.wait_for_url(links[1])


def test_the_arrow_up_from_the_first_result_leads_back_to_the_field(page: Page) -> None:
    open_and_ask(page, "tensor")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()


def test_enter_in_the_field_opens_the_first_result(page: Page) -> None:
    results = open_and_ask(page, "mxnet")
    page.keyboard.press("Enter")
    page.wait_for_url(results[0][0])


def test_a_result_on_the_same_page_closes_the_dialog(desk: Desk, address: str) -> None:
    page = desk.open(f"{address}glossary.html")
    open_and_ask(page, "tensor")
    page.keyboard.press("Enter")
    page.wait_for_url("**#tensor")
    expect(page.locator(DIALOG)).not_to_be_visible()


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_stays_inside(page: Page, key: str) -> None:
    stops = 2 + sum(map(len, open_and_ask(page, "knight capital")))
    seen = []
    for _ in range(stops):
        page.keyboard.press(key)
        seen.append(page.evaluate(f"document.activeElement.closest('{DIALOG}') && document.activeElement.outerHTML"))
    assert None not in seen
    assert len(set(seen)) == stops
    expect(page.locator(FIELD)).to_be_focused()


def test_letters_do_not_turn_the_page_behind_it(page: Page) -> None:
    before = page.url
    open_and_ask(page, "tensor")
    page.keyboard.press("ArrowDown")
    for key in ("n", "p", ".", ","):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url == before


def test_results_are_announced_politely_and_named_for_screen_readers(page: Page) -> None:
    open_and_ask(page, "knight capital")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^(The best 20 of )?\d+ results$"))
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    expect(page.get_by_role("textbox", name="Search the handbook")).to_be_focused()
    ask(page, "mxnet")
    expect(page.get_by_role("link", name=re.compile(r"^Apache MXNet Tool · retired since"))).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_button_says_what_it_does(desk: Desk, address: str, width: int) -> None:
    button = desk.open(f"{address}index.html", Reader(width=width)).get_by_role("button", name="Search")
    expect(button).to_be_visible()
    assert button.get_attribute("aria-haspopup") == "dialog"
    assert button.get_attribute("aria-keyshortcuts") == "/ Control+K"


def test_it_fills_a_phone(desk: Desk, address: str) -> None:
    page = desk.open(f"{address}index.html", Reader(width=390, height=844))
    open_and_ask(page, "data leakage")
    assert page.locator(DIALOG).bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert page.locator(LIST).evaluate("list => list.scrollWidth <= list.clientWidth")


def test_it_holds_with_text_of_twice_the_size(page: Page) -> None:
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    open_and_ask(page, "data leakage")
    assert page.locator(LIST).evaluate("list => list.scrollWidth <= list.clientWidth && list.clientHeight > 200")
    expect(page.locator(f"{DIALOG} button")).to_be_in_viewport()


def test_an_address_may_carry_the_words(desk: Desk, address: str) -> None:
    page = desk.open(f"{address}index.html?q=k8s")
    expect(page.locator(f"{LIST} .hb-found-title").first).to_have_text("Kubernetes")
    assert page.locator(FIELD).input_value() == "k8s"


# --- bad input and bad circumstances -------------------------------------------------------------------------------

HOSTILE = {
    "nothing": ("   ", False),
    "punctuation": ("?!/… -- \"'`", False),
    "ten thousand characters": ("overfitting " + "x" * 5000 + " y" * 2500, True),
    "one long word": ("a" * 10_000, False),
    "markup": ("<img src=x onerror=alert(1)>", True),
    "Arabic": ("التعلم الآلي", False),
    "emoji": ("🤖🧠", False),
    "an engine's own words": ("__proto__ constructor hasOwnProperty title:x +y -z *", True),
}
"""What is typed, and whether anything is found for it."""


@pytest.mark.parametrize("what", HOSTILE)
def test_bad_input_gets_a_sensible_answer(search: Page, what: str) -> None:
    words, is_found = HOSTILE[what]
    ask(search, "")
    search.evaluate("words => handbookSearch.open(words)", words)
    assert bool(ask(search, words)) is is_found
    none = "^$" if not words.strip() else r"^Nothing found\. You could look under Where everything is\.$"
    expect(search.locator(STATUS)).to_have_text(re.compile("results?$" if is_found else none))
    assert search.locator(f"{DIALOG} img").count() == 0


def test_markup_in_a_query_does_not_run(search: Page) -> None:
    ran: list[str] = []
    search.on("dialog", lambda dialog: ran.append(dialog.message))
    ask(search, "<script>alert(1)</script><svg onload=alert(2)>")
    search.wait_for_timeout(200)
    assert ran == []


def test_a_query_that_finds_nothing_leads_on(page: Page, address: str) -> None:
    open_and_ask(page, "xqzvw")
    page.locator(STATUS).get_by_role("link", name="Where everything is").click()
    page.wait_for_url(f"{address}where-everything-is.html")


def test_without_scripts_it_is_a_link_to_the_page_that_helps(desk: Desk, address: str) -> None:
    page = desk.open(f"{address}topics/containers.html", Reader(scripts=False))
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url(f"{address}where-everything-is.html")


def open_without(desk: Desk, address: str, name: str) -> Page:
    """The first page when a file of the search cannot be reached; opened before, it would still read it from a disk."""
    page = desk.open(f"{address}index.html")
    page.route(f"**/search/{name}", lambda route: route.abort())
    page.reload()
    return page


def excuse(desk: Desk, name: str) -> None:
    """Take away what the browser itself says of a file that is not there: no page can keep it from saying so."""
    own = [trouble for trouble in desk.troubles if "Failed to load resource" in trouble]
    assert len(own) == 1, name
    desk.troubles.remove(own[0])


def test_without_its_index_it_says_so_and_the_next_time_it_tries_again(desk: Desk, address: str) -> None:
    page = open_without(desk, address, "index.js")
    open_and_ask(page, "tensor")
    expect(page.locator(STATUS)).to_have_text(
        "The search could not be loaded. You could look under Where everything is."
    )
    page.unroute("**/search/index.js")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator("input:focus")).to_have_count(0)
    page.keyboard.press("/")
    assert ask(page, "tensor")[0][0] == f"{address}glossary.html#tensor"
    if address.startswith("file:"):
        excuse(desk, "index.js")


def test_a_broken_index_counts_as_missing(desk: Desk) -> None:
    def answer(route: Route) -> None:
        route.fulfill(content_type="text/javascript", body="")

    page = desk.open("index.html")
    page.route("**/search/index.js", answer)
    open_and_ask(page, "tensor")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^The search could not be loaded\."))


def test_without_its_dialog_it_leads_to_the_page_that_helps(desk: Desk, address: str) -> None:
    page = open_without(desk, address, "dialog.js")
    page.locator(".hb-search").click()
    page.wait_for_url(f"{address}where-everything-is.html")
    excuse(desk, "dialog.js")


def test_it_needs_no_storage(browser: Browser, desk: Desk, address: str, tmp_path: Path) -> None:
    (tmp_path / "Default").mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(blocked), encoding="utf-8")
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=find_chromium(), args=list(ARGUMENTS)
    )
    page = desk.listen(context.new_page())
    page.goto(f"{address}index.html")
    with pytest.raises(Error, match="Access is denied"):
        page.evaluate("localStorage.length")
    assert open_and_ask(page, "mxnet")[0][0] == f"{address}tools/mxnet.html"
    context.close()


# --- the page for addresses that lead nowhere ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("missing", "meant"),
    [
        ("topics/gradient-decent.html", "topics/gradient-descent.html"),
        ("skills/mlops/", "skills/mlops.html"),
        ("deep/er/tensorfow", "tools/tensorflow.html"),
    ],
)
def test_a_missing_page_shows_what_was_meant(desk: Desk, missing: str, meant: str) -> None:
    first = desk.open(missing).locator(".hb-missing a").first
    expect(first).to_be_visible()
    assert first.get_attribute("href") == desk.home + meant
    excuse(desk, missing)


@pytest.mark.parametrize("missing", ["%E0%A4%A", "%3Cimg%20src=x%20onerror=alert(1)%3E", "xqzvw.html"])
def test_a_missing_page_takes_any_address(desk: Desk, missing: str) -> None:
    page = desk.open(missing)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    assert page.locator(".hb-missing img").count() == 0
    excuse(desk, missing)


def test_a_missing_page_without_scripts_says_where_to_look(desk: Desk) -> None:
    page = desk.open("nothing.html", Reader(scripts=False))
    expect(page.get_by_role("heading", name="Perhaps you meant")).not_to_be_visible()
    page.locator("article").get_by_role("link", name="Where everything is").click()
    page.wait_for_url(f"{desk.home}where-everything-is.html")
    excuse(desk, "nothing.html")
