"""What a page's HTML gets once it is clean."""

from __future__ import annotations

import pytest

from macros.finishing import finish


def finished(html: str) -> str:
    """The HTML, every picture being 40 wide and 20 high."""
    return finish(html, lambda address: None if address == "broken.png" else (40, 20))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="a.png" alt="a">', '<img loading="lazy" src="a.png" alt="a" width="40" height="20">'),
        (
            '<img src="a.png" alt="a > b" width="80">',
            '<img loading="lazy" src="a.png" alt="a > b" width="80" height="40">',
        ),
        ('<img src="a.png" alt="a" height="5">', '<img loading="lazy" src="a.png" alt="a" height="5" width="10">'),
        (
            '<img src="a.png" alt="a" width="3" height="4" loading="eager">',
            '<img loading="eager" src="a.png" alt="a" width="3" height="4">',
        ),
        ('<img src="broken.png" alt="a">', '<img loading="lazy" src="broken.png" alt="a">'),
    ],
)
def test_a_picture_says_its_size_in_proportion_and_loads_when_it_is_needed(html: str, expected: str) -> None:
    assert finished(html) == expected


def test_the_link_to_a_heading_has_a_name() -> None:
    html = '<h2 id="a">A<a class="headerlink" href="#a" title="Link to this heading">¶</a></h2>'
    assert 'title="Link to this heading" aria-label="Link to this heading">¶' in finished(html)


def test_a_link_that_shows_its_address_is_marked_so_that_print_does_not_say_it_twice() -> None:
    assert finished('<a href="https://a.org/?b&amp;c">https://a.org/?b&amp;c</a>').startswith('<a class="hb-bare"')
    assert finished('<a href="https://a.org/">A</a>') == '<a href="https://a.org/">A</a>'


def test_code_has_elements_only_for_what_has_a_colour_and_one_where_two_have_the_same() -> None:
    html = '<pre><span></span><code><span class="kn">if</span> <span class="n">a</span><span class="p">:</span>'
    assert finished(html) == '<pre><code><span class="k">if</span> a:'
    assert finished('<span class="sa">f</span><span class="s2">"x"</span>') == '<span class="s">f"x"</span>'
    assert finished('<span class="nf">fit</span>') == '<span class="nf">fit</span>'
