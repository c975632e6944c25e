"""What Markdown leaves out is put in, and nothing else is touched."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.accessible import make_accessible

HEADING = '<h2 id="a">Odds &amp; ends<a class="headerlink" href="#a">¶</a></h2>'
TABLE = "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
REGION = (
    '<div class="hb-table" role="region" tabindex="0" aria-label="{}"><table>'
    '<thead><tr><th scope="col">x</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></div>'
)


def test_a_table_scrolls_in_a_region_named_after_the_heading_above_it() -> None:
    assert make_accessible(HEADING + TABLE) == HEADING + REGION.format("Table: Odds &amp; ends")


def test_a_second_table_has_a_name_of_its_own() -> None:
    made = make_accessible(HEADING + TABLE + TABLE)
    assert made == HEADING + REGION.format("Table: Odds &amp; ends") + REGION.format("Table 2: Odds &amp; ends")


def test_a_table_below_no_heading_has_a_name() -> None:
    assert make_accessible(TABLE) == REGION.format("Table")


def test_a_corner_without_words_is_no_head() -> None:
    made = make_accessible("<table><thead><tr><th></th><th>x</th></tr></thead></table>")
    assert '<thead><tr><td></td><th scope="col">x</th></tr></thead>' in made


def test_a_hostile_heading_stays_a_name() -> None:
    made = make_accessible('<h2>"&gt;&lt;img src=x onerror=alert(1)&gt;</h2>' + TABLE)
    region = LexborHTMLParser(made).css_first("[role=region]")
    assert region is not None
    assert region.attributes["aria-label"] == 'Table: "><img src=x onerror=alert(1)>'
    assert LexborHTMLParser(made).css_first("img") is None


def test_a_box_of_a_task_list_is_named_by_what_stands_beside_it() -> None:
    made = make_accessible('<li class="task-list-item"><input type="checkbox"> to <b>do</b><ul><li>more</li></ul></li>')
    assert '<input type="checkbox" aria-label="to do">' in made


@pytest.mark.parametrize(("file", "name"), [("", "Code"), ('<span class="filename">a.py</span>', "Code: a.py")])
def test_code_that_may_scroll_takes_the_focus_and_has_a_name(file: str, name: str) -> None:
    made = make_accessible(f'<div class="highlight">{file}<pre><code>x</code></pre></div>')
    assert f'{file}<pre role="group" tabindex="0" aria-label="{name}"><code>x</code></pre>' in made


def test_a_way_back_from_a_note_says_where_it_leads() -> None:
    made = make_accessible('<a class="footnote-backref" href="#x" title="Back to 1">↩</a>')
    assert 'aria-label="Back to 1"' in made


@pytest.mark.parametrize("html", ["<p>&amp; <br>x</p>", '<table class="hb-rows"><tr><td>x</table>', "<p>&lt;table&gt;"])
def test_what_needs_nothing_stays_as_it_is(html: str) -> None:
    assert make_accessible(html) == html
