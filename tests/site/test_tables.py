"""The tables of facts on the built site: whole, named, linked, and without a control that needs a script."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.handbook import Handbook
from macros.models import Fact, Record
from macros.render.tables import LEDGER, TABLES, Table

PAGES = {
    "tool": "tools/index.html",
    "certification": "certifications.html",
    "pay": "pay.html",
    "resource": "resources.html",
    "claim": "ledger.html",
}

EVERY: Mapping[str, Table] = {**TABLES, "claim": LEDGER}
"""The tables by the kind on whose page they stand."""


@pytest.fixture(scope="session")
def tables(site: Path) -> Mapping[str, LexborHTMLParser]:
    """Each page with a table, by the kind of its records."""
    return {kind: LexborHTMLParser((site / page).read_text("utf-8")) for kind, page in PAGES.items()}


def records(handbook: Handbook, kind: str) -> list[Record] | list[Fact]:
    """The records that the table on a kind's page shows, from top to bottom: the ledger has every fact."""
    if kind != "claim":
        return list(handbook.catalog.records(kind))
    facts = [fact for _, fact in handbook.catalog.facts()]
    return sorted(facts, key=lambda fact: (fact.recheck_after, fact.title.casefold()))


def test_every_table_has_its_page() -> None:
    assert set(PAGES) == set(EVERY)


@pytest.mark.parametrize("kind", PAGES)
def test_a_table_has_a_row_for_each_record_that_links_it(
    tables: Mapping[str, LexborHTMLParser], real: Handbook, kind: str
) -> None:
    expected = records(real, kind)
    rows = tables[kind].css(".hb-rows tbody tr")
    assert [row.css("th")[0].text() for row in rows] == [record.title for record in expected]
    links = [row.css("th a")[0].attributes["href"] or "" for row in rows]
    names = [link.removesuffix(".html").rpartition("#")[2].rpartition("/")[2] for link in links]
    assert names == [record.id for record in expected]
    assert {len(row.css("td")) for row in rows} == {len(EVERY[kind].columns)}


@pytest.mark.parametrize("kind", PAGES)
def test_a_table_says_what_its_rows_and_columns_are(tables: Mapping[str, LexborHTMLParser], kind: str) -> None:
    (table,) = tables[kind].css(".hb-rows")
    heads = table.css("thead th")
    assert [head.text() for head in heads] == [EVERY[kind].first, *(column.title for column in EVERY[kind].columns)]
    assert {head.attributes["scope"] for head in heads} == {"col"}
    assert {head.attributes["scope"] for head in table.css("tbody th")} == {"row"}


@pytest.mark.parametrize("kind", PAGES)
def test_a_table_scrolls_in_a_named_region_under_the_keyboard(
    tables: Mapping[str, LexborHTMLParser], kind: str
) -> None:
    (region,) = tables[kind].css(".hb-records > [role=region]")
    assert (region.attributes["tabindex"], region.attributes["aria-label"]) == ("0", EVERY[kind].name)


@pytest.mark.parametrize("kind", PAGES)
def test_without_a_script_there_is_no_control_and_nothing_is_hidden(
    tables: Mapping[str, LexborHTMLParser], kind: str
) -> None:
    (place,) = tables[kind].css(".hb-records")
    assert place.css("button, input, select, form, [hidden]") == []


def test_pages_with_a_table_alone_load_its_script(site: Path) -> None:
    loading = [path for path in site.rglob("*.html") if "assets/table.js" in path.read_text("utf-8")]
    assert {path.relative_to(site).as_posix() for path in loading} == {*PAGES.values(), "who-does-what.html"}


def test_the_ledger_links_the_source_of_every_fact(tables: Mapping[str, LexborHTMLParser], real: Handbook) -> None:
    links = [link.attributes["href"] for link in tables["claim"].css(".hb-rows td a")]
    expected = [getattr(fact, "source", "") for fact in records(real, "claim")]
    assert links == [f"sources.html#{source}" for source in expected]
    assert len(links) >= 250
