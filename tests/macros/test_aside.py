"""HTML that Markdown need not read: what stands for it, and that it comes back."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from macros.aside import BLOCK, CLOSE, OPEN, Aside
from macros.handbook import Handbook
from macros.pages.calls import environment
from macros.render import Renderer
from macros.source.text import hidden_characters


@pytest.fixture
def aside() -> Aside:
    return Aside()


def test_a_piece_in_a_line_comes_back_where_it_stood(aside: Aside) -> None:
    text = Markdown().convert(f"*Let* {aside.inline('<b>x</b>')}{aside.inline('<i>y</i>')}, or _{aside.inline('z')}_.")
    assert aside.restored(text) == "<p><em>Let</em> <b>x</b><i>y</i>, or <em>z</em>.</p>"


def test_a_block_comes_back_without_the_paragraph_that_stood_for_it(aside: Aside) -> None:
    text = Markdown().convert("One." + aside.block("<div>*a*\n\nb</div>\n") + "Two.")
    assert aside.restored(text) == "<p>One.</p>\n<div>*a*\n\nb</div>\n<p>Two.</p>"


def test_a_block_may_hold_other_pieces(aside: Aside) -> None:
    text = Markdown().convert(aside.block(f"<div>{aside.inline('<b>x</b>')}</div>"))
    assert aside.restored(text) == "<div><b>x</b></div>"


def test_the_same_piece_has_the_same_sign_so_that_a_page_does_not_change_without_reason(aside: Aside) -> None:
    first, other = aside.inline("<b>x</b>"), aside.inline("<b>y</b>")
    assert first == aside.inline("<b>x</b>") != other


@pytest.mark.parametrize("sign", [OPEN, BLOCK, CLOSE], ids=ascii)
def test_no_page_and_no_record_may_hold_a_sign(sign: str) -> None:
    assert [fault.code for fault in hidden_characters(f"a{sign}b")] == ["hidden-character"]


def words_and_links(markdown: str, aside: Aside) -> tuple[str, list[str]]:
    """What a page says and where its links lead once it is built; a link of Markdown names its page's source."""
    page = LexborHTMLParser(aside.restored(Markdown(extensions=["attr_list", "def_list"]).convert(markdown)))
    addresses = [link.attributes["href"] or "" for link in page.css("a[href]")]
    return "".join(page.text().split()), [re.sub(r"\.md(?=#|$)", ".html", address) for address in addresses]


def test_a_page_with_signs_says_what_the_page_without_them_says(real: Handbook, aside: Aside) -> None:
    path = "topics/derivatives-and-gradients.md"
    whole = environment.from_string(real.template(path)).render(Renderer(real, "", lambda: path).macros())
    macros = Renderer(real, "", lambda: path, aside).macros()
    short = environment.from_string(real.template(path, aside.inline)).render(macros)
    assert len(short) < len(whole) / 2
    assert words_and_links(short, aside) == words_and_links(whole, aside)


def test_a_link_in_a_pages_own_text_is_markdown_because_it_may_stand_in_a_heading(real: Handbook, aside: Aside) -> None:
    link = Renderer(real, "", lambda: "index.md", aside).macros()["tool"]("numpy")
    assert link == "[NumPy](tools/numpy.md)"
