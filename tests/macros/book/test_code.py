"""Blocks of code: lines, colours, and none that runs past the margin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from macros.book.code import CONTINUES, Line, Piece, broken, colour_of, read_code


def read(html: str, width: int = 40) -> tuple[Line, ...]:
    block = LexborHTMLParser(f"<pre><span></span><code>{html}</code></pre>").css_first("pre")
    assert block is not None
    return read_code(block, width)


def test_a_block_is_its_lines_with_what_is_empty_between_them() -> None:
    assert [line.text for line in read("a\n\n  b\n")] == ["a", "", "  b"]


def test_numbers_and_marks_stay_with_their_lines() -> None:
    lines = read(
        '<span class="linenos" data-linenos="9 "></span>a\n'
        '<span class="hll"><span class="linenos" data-linenos="10 "></span><span class="k">b</span>\n</span>c\n'
    )
    assert [(line.text, line.number, line.is_marked) for line in lines] == [
        ("a", "9", False),
        ("b", "10", True),
        ("c", "", False),
    ]


def test_a_highlighters_classes_become_our_colours() -> None:
    assert [colour_of(kind) for kind in ("kn", "c1", "s2", "mi", "nf", "ow", "p p-Indicator", "n", "")] == [
        "keyword", "comment", "string", "number", "name", "keyword", "", "", "",
    ]  # fmt: skip


def test_a_long_line_is_broken_after_a_space_and_goes_on_below() -> None:
    lines = read("one two three four five six seven", 20)
    assert [(line.text, line.continues) for line in lines] == [
        ("one two three four ", False),
        ("    five six seven", True),
    ]


@given(st.lists(st.text(alphabet="ab ", min_size=1, max_size=30), max_size=6), st.integers(12, 40))
def test_no_line_is_longer_than_the_sheet_and_no_sign_is_lost(parts: list[str], width: int) -> None:
    line = Line(pieces=tuple(Piece(text=part) for part in parts))
    lines = list(broken(line, width))
    assert max(len(one.text) for one in lines) <= width
    assert "".join(one.text[CONTINUES if one.continues else 0 :] for one in lines) == line.text
