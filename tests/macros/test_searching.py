"""What the search knows: sections read off built pages, entries for pages and records, and one script of it all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from markupsafe import escape

from macros.formulas import create_inline
from macros.handbook import Handbook
from macros.searching import BuiltPage, Section, create_index, entries_of, sections_of


def built(html: str, address: str = "about.html", title: str = "About", description: str = "") -> BuiltPage:
    """A page as it was built."""
    return BuiltPage(address=address, title=title, description=description, html=html)


def read_index(script: str) -> dict[str, Any]:
    """What the script hands over."""
    head, tail = "handbookSearch.receive(", ");\n"
    assert script.startswith(head)
    assert script.endswith(tail)
    index: dict[str, Any] = json.loads(script[len(head) : -len(tail)])
    return index


def test_a_page_is_cut_at_its_headings() -> None:
    html = """<h1 id="x">Title</h1><p>First.</p>
              <h2 id="a">One <code>code</code><a class="headerlink" href="#a">¶</a></h2><p>Text
              of <em>one</em>.</p><ul><li>item</li><li>other</li></ul><h3 id="b">Two</h3><p>More.</p>"""
    assert sections_of(html) == [
        Section(text="First."),
        Section(anchor="a", heading="One code", text="Text of one. item other"),
        Section(anchor="b", heading="Two", text="More."),
    ]


def test_a_heading_without_text_is_kept_and_a_letter_is_not() -> None:
    assert sections_of('<h2 id="a">A</h2><h2 id="three">Three points</h2><h3 id="b">B</h3><p>x</p>') == [
        Section(anchor="three", heading="Three points"),
        Section(anchor="b", heading="B", text="x"),
    ]


def test_terms_and_their_meanings_stay_apart() -> None:
    html = "<dl><dt>Good for</dt>\n<dd>Lines</dd>\n<dt>Not for</dt>\n<dd>Ink</dd></dl>"
    assert sections_of(html) == [Section(text="Good for: Lines Not for: Ink")]


@pytest.mark.parametrize(
    "html",
    [
        "<p data-search-exclude>gone <b>gone</b></p>",
        '<p><a class="footnote-ref" href="#fn:1">gone</a></p>',
        '<h2 id="g" data-search-exclude>gone</h2><p>gone</p><dl><dt data-search-exclude>gone</dt><dd>gone</dd></dl>',
        "<dl><dt data-search-exclude>gone</dt><dd>gone</dd><dd>gone</dd></dl>",
        "<div><p data-search-exclude>gone<br>gone</p></div>",
    ],
)
def test_what_is_excluded_is_left_out_and_what_follows_it_is_not(html: str) -> None:
    kept = '<h2 id="next">Next</h2><p>kept</p><dl><dt>Term</dt><dd>kept</dd></dl>'
    assert sections_of(f"<p>before</p>{html}{kept}") == [
        Section(text="before"),
        Section(anchor="next", heading="Next", text="kept Term: kept"),
    ]


@pytest.mark.parametrize("html", ["", "no element", "<p>open <b>tags", "</p></dl>", "<dt>", "<h2>"])
def test_any_html_can_be_read(html: str) -> None:
    assert all(section.text or section.heading for section in sections_of(html))


def test_a_record_that_shares_a_page_is_an_entry_of_its_own(small: Handbook) -> None:
    html = """<h1>Words</h1><p>Intro.</p><h2 id="l">L</h2><h3 id="line">Line</h3><p>A mark.</p>
              <h2 id="more">More to say</h2><p>Of the page.</p>"""
    page, line = entries_of(built(html, "glossary.html", "Words"), small.catalog)
    assert (page.address, page.title, page.record) == ("glossary.html", "Words", None)
    assert [section.heading for section in page.sections] == ["", "More to say"]
    assert line.address == "glossary.html#line"
    assert line.record is small.catalog.get("term", "line")
    assert [section.text for section in line.sections] == ["A mark."]


def test_a_summary_is_said_once(small: Handbook) -> None:
    record = small.catalog.pages["tools/pencil.md"]
    html = f"<p>{escape(record.summary)}</p><p>Good for lines.</p>"
    (entry,) = entries_of(built(html, "tools/pencil.html", record.title), small.catalog)
    assert entry.summary == record.summary
    assert [section.text for section in entry.sections] == ["Good for lines."]


def test_a_page_without_a_record_has_its_description_for_a_summary(small: Handbook) -> None:
    (entry,) = entries_of(built("<p>Text.</p>", description="What it is about."), small.catalog)
    assert entry.summary == "What it is about."


def test_the_index_says_kind_details_and_other_names(small: Handbook) -> None:
    addresses = [record.location.replace(".md", ".html") for record in small.catalog.pages.values()]
    shared = "".join(f'<h3 id="{name}">x</h3>' for name in small.catalog.ids("certification"))
    pages = [built("<p>Text.</p>", address, address) for address in addresses]
    index = read_index(create_index([*pages, built(shared, "certifications.html")], small.catalog))
    rows = {row[0]: row for row in index["entries"]}
    kinds = {row[0]: index["kinds"][row[2]] for row in index["entries"]}
    assert kinds["tools/quill.html"] == ["Tool", 1, True]
    assert kinds["responsibilities/draw.html"][0] == "Responsibility"
    assert kinds["certifications.html"] == ["Page", 1, False]
    quill = small.catalog.pages["tools/quill.md"]
    assert rows["tools/quill.html"][3] == [f"retired since {quill.status_since}"]  # type: ignore[attr-defined]  # a tool
    assert rows["tools/quill.html"][4] == [*quill.aliases, *quill.formerly]
    assert rows["topics/lines.html"][3] == ["introductory"]


def test_nothing_in_a_page_leaves_the_script(small: Handbook) -> None:
    text = '\'"); alert(1); (" \\ \u2028 </script> {{ 7 * 7 }}'
    index = read_index(create_index([built(f"<p>{escape(text)}</p>", title=text)], small.catalog))
    assert index["entries"][0][1] == text
    assert index["entries"][0][6] == [["", "", " ".join(text.split())]]


def test_the_same_pages_give_the_same_bytes(real: Handbook) -> None:
    pages = [built("<p>Text.</p>", record.location.replace(".md", ".html")) for record in real.catalog.pages.values()]
    assert create_index(pages, real.catalog) == create_index(pages, real.catalog)


def test_a_page_without_a_record_has_the_other_names_it_gives_itself(small: Handbook) -> None:
    page = BuiltPage(
        address="about.html", title="About", description="", html="<p>Text.</p>", aliases=("nabla", "E[X]")
    )
    assert read_index(create_index([page], small.catalog))["entries"][0][4] == ["nabla", "E[X]"]


def test_a_formula_is_found_by_its_signs_and_not_by_its_tex() -> None:
    formula, letter = create_inline(r"\mathbf{x}^\top \mathbf{x} = 1"), create_inline("n")
    html = f"<p>Minimise {formula} here.</p><dl><dt>{letter} rows</dt></dl>"
    assert [section.text for section in sections_of(html)] == ["Minimise xᵀx = 1 here. n rows:"]
