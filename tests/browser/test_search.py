"""The search, as a reader with a keyboard, a screen reader, a phone or a broken copy meets it: over http and as files."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, expect

from tests.browser.conftest import Console
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

LAZY = ("dialog.css", "dialog.js", "engine.js", "index.js", "lunr.js")


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


def open_and_ask(page: Page, site: str, query: str) -> list[list[str]]:
    """Open the first page, and its search with a query."""
    open_search(page, f"{site}index.html")
    return ask(page, query)


# --- what is loaded, and when --------------------------------------------------------------------------------------


def test_nothing_of_the_search_but_its_button_is_loaded_before_it_is_opened(page: Page, site: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url.rsplit("/", 1)[-1]))
    page.goto(f"{site}topics/containers.html", wait_until="networkidle")
    page.locator(".hb-search").hover()
    before = list(requests)
    page.locator(".hb-search").click()
    page.wait_for_selector(f"{LIST}[aria-busy=false]", state="attached")
    assert "button.js" in before
    assert [name for name in before if name in LAZY or "worker" in name or "search_index" in name] == []
    assert sorted(name for name in requests if name in LAZY) == sorted(LAZY)


def test_the_index_takes_at_most_two_kilobytes_a_page_compressed(root: Path) -> None:
    index = gzip.compress((root / "handbook/assets/search/index.js").read_bytes(), mtime=0)
    pages = len(list((root / "handbook").rglob("*.html")))
    assert len(index) / pages < 2048


# --- what is found -------------------------------------------------------------------------------------------------


def test_the_kept_back_half_is_answered(search: Page, site: str) -> None:
    queries = [query for query in read_queries() if query.kept_back]
    ranks = {query: rank(ask(search, query.query), query.expect, site) for query in queries}
    missed = [(query.query, place) for query, place in ranks.items() if place != 1]
    assert reciprocal_rank(list(ranks.values())) >= 0.9, missed
    for group in ("typing-error", "synonym"):
        assert recall([place for query, place in ranks.items() if query.group == group], 3) >= 0.95, missed


def test_the_labels_are_complete_and_every_second_one_is_kept_back() -> None:
    queries = read_queries()
    groups = {group: [query for query in queries if query.group == group] for group in {q.group for q in queries}}
    assert {group: len(found) for group, found in groups.items()} == dict.fromkeys(
        ("known-item", "typing-error", "synonym", "question"), 30
    )
    assert all(query.kept_back is bool(place % 2) for found in groups.values() for place, query in enumerate(found))


def test_every_label_names_a_page_and_an_anchor_that_are_there(root: Path) -> None:
    wrong = []
    for query in read_queries():
        for address in query.expect:
            path, _, anchor = address.partition("#")
            page = root / "handbook" / path
            if not page.is_file() or (anchor and f'id="{anchor}"' not in page.read_text("utf-8")):
                wrong.append(address)
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "title", "about", "passage"),
    [
        ("tensor", "Tensor", "Glossary term", "An array with any number of axes; its shape says how long each axis is."),
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


def test_results_are_grouped_by_page_and_say_kind_and_level(search: Page, site: str) -> None:
    results = ask(search, "pytorch mistakes")
    assert results[0][0] == f"{site}tools/pytorch.html"
    assert f"{site}tools/pytorch.html#three-mistakes-that-reach-production" in results[0]
    assert len({links[0] for links in results}) == len(results)
    ask(search, "gradient descent")
    assert abouts(search)[0] == "Topic · introductory"


def test_what_matches_is_marked_in_any_form(search: Page) -> None:
    ask(search, "tensorfow")
    assert search.locator(f"{LIST} .hb-found-title mark").first.inner_text() == "TensorFlow"


def test_an_acronym_finds_pages_that_only_write_it_out(search: Page, site: str) -> None:
    results = ask(search, "RAG evaluation")
    assert f"{site}topics/retrieval-augmented-generation.html" in [links[0] for links in results[:2]]


# --- keyboard and screen readers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_the_keyboard_opens_it(page: Page, site: str, keys: str) -> None:
    page.goto(f"{site}index.html")
    page.keyboard.press(keys)
    expect(page.locator(FIELD)).to_be_focused()


def test_a_slash_is_only_a_slash_while_somebody_types(page: Page, site: str) -> None:
    page.goto(f"{site}index.html")
    page.evaluate("document.querySelector('h1').append(document.createElement('textarea'))")
    page.locator("h1 textarea").press("/")
    assert page.locator("h1 textarea").input_value() == "/"
    assert page.locator(DIALOG).count() == 0


def test_escape_closes_it_and_gives_the_focus_back(page: Page, site: str) -> None:
    page.goto(f"{site}index.html")
    button = page.locator("button.hb-search")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("tensor")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).not_to_be_visible()
    expect(button).to_be_focused()


def test_arrows_walk_through_the_results_and_enter_opens_one(page: Page, site: str) -> None:
    results = open_and_ask(page, site, "pytorch mistakes")
    links = [link for found in results for link in found]
    for link in links[:3]:
        page.keyboard.press("ArrowDown")
        assert focused(page) == link
    page.keyboard.press("ArrowUp")
    assert focused(page) == links[1]
    page.keyboard.press("Enter")
    page.wait_for_url(links[1])


def test_the_arrow_up_from_the_first_result_leads_back_to_the_field(page: Page, site: str) -> None:
    open_and_ask(page, site, "tensor")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()


def test_enter_in_the_field_opens_the_first_result(page: Page, site: str) -> None:
    results = open_and_ask(page, site, "mxnet")
    page.keyboard.press("Enter")
    page.wait_for_url(results[0][0])


def test_a_result_on_the_same_page_closes_the_dialog(page: Page, site: str) -> None:
    open_search(page, f"{site}glossary.html")
    ask(page, "tensor")
    page.keyboard.press("Enter")
    page.wait_for_url("**#tensor")
    expect(page.locator(DIALOG)).not_to_be_visible()


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_stays_inside(page: Page, site: str, key: str) -> None:
    results = open_and_ask(page, site, "knight capital")
    stops = 2 + sum(map(len, results))
    seen = []
    for _ in range(stops):
        page.keyboard.press(key)
        seen.append(page.evaluate(f"document.activeElement.closest('{DIALOG}') && document.activeElement.outerHTML"))
    assert None not in seen
    assert len(set(seen)) == stops
    expect(page.locator(FIELD)).to_be_focused()


def test_letters_do_not_turn_the_page_behind_it(page: Page, site: str) -> None:
    open_and_ask(page, site, "tensor")
    page.keyboard.press("ArrowDown")
    for key in ("n", "p", ".", ","):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url == f"{site}index.html"


def test_results_are_announced_politely_and_named_for_screen_readers(page: Page, site: str) -> None:
    open_and_ask(page, site, "knight capital")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^(The best 20 of )?\d+ results$"))
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    expect(page.get_by_role("textbox", name="Search the handbook")).to_be_focused()
    ask(page, "mxnet")
    expect(page.get_by_role("link", name=re.compile(r"^Apache MXNet Tool · retired since"))).to_be_visible()
    assert page.locator(STATUS).evaluate("element => element.ariaLive || element.role") == "status"


def test_the_button_says_what_it_does(page: Page, site: str) -> None:
    page.goto(f"{site}index.html")
    button = page.get_by_role("button", name="Search")
    assert button.get_attribute("aria-haspopup") == "dialog"
    assert button.get_attribute("aria-keyshortcuts") == "/ Control+K"
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_role("button", name="Search")).to_be_visible()


def test_it_fills_a_phone(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_and_ask(page, site, "data leakage")
    assert page.locator(DIALOG).bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert page.locator(LIST).evaluate("list => list.scrollWidth <= list.clientWidth")


def test_it_holds_at_text_twice_the_size(page: Page, site: str) -> None:
    open_and_ask(page, site, "data leakage")
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    assert page.locator(LIST).evaluate("list => list.scrollWidth <= list.clientWidth && list.clientHeight > 100")
    expect(page.locator(f"{DIALOG} button")).to_be_in_viewport()


def test_an_address_may_carry_the_words(page: Page, site: str) -> None:
    page.goto(f"{site}index.html?q=k8s")
    expect(page.locator(f"{LIST} .hb-found-title").first).to_have_text("Kubernetes")
    assert page.locator(FIELD).input_value() == "k8s"


# --- bad input and bad circumstances -------------------------------------------------------------------------------

HOSTILE = {
    "nothing": "   ",
    "punctuation": "?!/… -- \"'`",
    "ten thousand characters": "overfitting " + "x" * 5000 + " y" * 2500,
    "one long word": "a" * 10_000,
    "markup": "<img src=x onerror=alert(1)>",
    "Arabic": "التعلم الآلي",
    "emoji": "🤖🧠",
    "an engine's own words": "__proto__ constructor toString title:x +y -z *",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_bad_input_gets_a_sensible_answer(search: Page, what: str) -> None:
    ask(search, "")
    search.evaluate("words => handbookSearch.open(words)", HOSTILE[what])
    results = ask(search, HOSTILE[what])
    expected = r"results?$" if results else r"^Nothing found\. You could look under Where everything is\.$|^$"
    expect(search.locator(STATUS)).to_have_text(re.compile(expected))
    assert bool(results) is ("overfitting" in HOSTILE[what] or "tensor" in HOSTILE[what] or "constructor" in HOSTILE[what])
    assert search.locator(f"{DIALOG} img").count() == 0


def test_markup_in_a_query_finds_nothing_to_run(search: Page) -> None:
    dialogs: list[str] = []
    search.on("dialog", lambda dialog: dialogs.append(dialog.message))
    ask(search, "<script>alert(1)</script><svg onload=alert(2)>")
    search.wait_for_timeout(200)
    assert dialogs == []


def test_a_query_that_finds_nothing_leads_on(page: Page, site: str) -> None:
    open_and_ask(page, site, "xqzvw")
    page.locator(STATUS).get_by_role("link", name="Where everything is").click()
    page.wait_for_url(f"{site}where-everything-is.html")


def test_without_scripts_it_is_a_link_to_the_page_that_helps(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}topics/containers.html")
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url(f"{site}where-everything-is.html")
    context.close()


def test_without_its_index_it_says_so_and_throws_nothing(page: Page, site: str, console: Console) -> None:
    page.route("**/search/index.js", lambda route: route.abort())
    open_and_ask(page, site, "tensor")
    expect(page.locator(STATUS)).to_have_text(
        "The search could not be loaded. You could look under Where everything is."
    )
    assert [text for text in console if not text.startswith("Failed to load resource")] == []
    assert len(console) == 1
    console.clear()
    page.unroute("**/search/index.js")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert ask(page, "tensor")[0][0] == f"{site}glossary.html#tensor"


def test_a_broken_index_counts_as_missing(page: Page, server: str, console: Console) -> None:
    def answer(route: Route) -> None:
        route.fulfill(content_type="text/javascript", body="")

    page.route("**/search/index.js", answer)
    open_and_ask(page, server, "tensor")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^The search could not be loaded\."))
    assert console == []


def test_without_its_dialog_it_leads_to_the_page_that_helps(page: Page, site: str, console: Console) -> None:
    page.route("**/search/dialog.js", lambda route: route.abort())
    page.goto(f"{site}index.html")
    page.locator(".hb-search").click()
    page.wait_for_url(f"{site}where-everything-is.html")
    console.clear()


def test_it_needs_no_storage(playwright: Playwright, chromium: dict[str, Any], site: str, tmp_path: Path) -> None:
    (tmp_path / "Default").mkdir()
    block = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(block), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(tmp_path, **chromium)
    console = Console()
    page = console.listen(context.new_page())
    assert open_and_ask(page, site, "mxnet")[0][0] == f"{site}tools/mxnet.html"
    assert page.evaluate("Object.getOwnPropertyNames(localStorage)") == ["getItem", "setItem", "removeItem"]
    assert console == []
    context.close()


# --- the page for addresses that lead nowhere ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("topics/gradient-decent.html", "topics/gradient-descent.html"),
        ("skills/mlops/", "skills/mlops.html"),
        ("deep/er/tensorfow", "tools/tensorflow.html"),
    ],
)
def test_a_missing_page_shows_what_was_meant(
    page: Page, server: str, console: Console, address: str, meant: str
) -> None:
    page.goto(server + address)
    first = page.locator(".hb-missing a").first
    expect(first).to_be_visible()
    assert first.get_attribute("href") == server + meant
    assert [text for text in console if "404" not in text] == []
    console.clear()


def test_a_missing_page_without_a_word_of_ours_suggests_nothing(page: Page, server: str, console: Console) -> None:
    page.goto(f"{server}%E0%A4%A/%3Cimg%20src=x%20onerror=alert(1)%3E-xqzvw")
    page.wait_for_load_state("networkidle")
    assert page.locator(".hb-missing img").count() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    console.clear()
