"""HTML that Markdown need not read: what stands for it, and that it comes back."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from macros.aside import BLOCK, CLOSE, OPEN, Aside
from macros.handbook import Handbook
from macros.pages.calls import environment
from macros.render import Renderer
from macros.source.text import hidden_characters

SIGN_OF_BLOCK = re.compile(f"{BLOCK}[0-9]+{CLOSE}")


@pytest.fixture
def aside() -> Aside:
    return Aside()


def test_a_piece_in_a_line_comes_back_where_it_stood(aside: Aside) -> None:
    text = Markdown().convert(f"*Let* {aside.inline('<b>x</b>')}{aside.inline('<i>y</i>')}, or _{aside.inline('z')}_.")
    assert aside.restored(text) == "<p><em>Let</em> <b>x</b><i>y</i>, or <em>z</em>.</p>"


def test_a_block_comes_back_without_the_paragraph_that_stood_for_it(aside: Aside) -> None:
    text = Markdown().convert("One." + aside.block("<div>*a*\n\nb</div>\n") + "Two.")
    assert aside.restored(text) == "<p>One.</p>\n<div>*a*\n\nb</div>\n<p>Two.</p>"


def test_the_same_piece_has_the_same_sign_so_that_a_page_does_not_change_without_reason(aside: Aside) -> None:
    first, other = aside.inline("<b>x</b>"), aside.inline("<b>y</b>")
    assert first == aside.inline("<b>x</b>") != other


@pytest.mark.parametrize("sign", [OPEN, BLOCK, CLOSE], ids=ascii)
def test_no_page_and_no_record_may_hold_a_sign(sign: str) -> None:
    assert [fault.code for fault in hidden_characters(f"a{sign}b")] == ["hidden-character"]


def test_a_page_set_with_signs_becomes_the_page_set_without(real: Handbook, aside: Aside) -> None:
    path = "topics/derivatives-and-gradients.md"
    whole = environment.from_string(real.template(path)).render(Renderer(real, "", lambda: path).macros())
    renderer = Renderer(real, "", lambda: path, aside.block)
    short = environment.from_string(real.template(path, aside.inline)).render(renderer.macros())
    assert len(short) < len(whole) / 2
    paragraphs = short.replace(f"{OPEN}{BLOCK}", f"<p>{OPEN}{BLOCK}")
    restored = SIGN_OF_BLOCK.sub(r"\g<0></p>", paragraphs)
    assert "".join(aside.restored(restored).split()) == "".join(whole.split())
