"""Columns of tables: wide enough for their words, and wider where there is more to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book.widths import INSET, LONGEST_WORD, MANY, ROOM, SMALLER, UNBROKEN, Column, widths_of

COLUMNS = st.builds(lambda word, more: Column(longest=word + more, word=word), st.integers(1, 40), st.integers(0, 300))


@given(st.lists(COLUMNS, min_size=1, max_size=9))
def test_no_column_is_narrower_than_its_longest_word_if_that_is_a_usual_one(columns: list[Column]) -> None:
    for width, column in zip(widths_of(columns), columns, strict=True):
        assert width - INSET >= min(column.word, LONGEST_WORD)


@given(st.lists(COLUMNS, min_size=1, max_size=4))
def test_columns_fill_the_sheet_and_no_more_where_their_words_let_them(columns: list[Column]) -> None:
    assert sum(widths_of(columns)) <= ROOM + 1e-6 or sum(min(one.word, LONGEST_WORD) for one in columns) > 80


def test_what_fits_beside_each_other_gets_what_it_needs() -> None:
    assert widths_of([Column(longest=10, word=10), Column(longest=20, word=5)]) == [13, 23]


def test_a_longer_text_gets_a_wider_column_but_not_all_the_room() -> None:
    short, long = widths_of([Column(longest=40, word=8), Column(longest=400, word=8)])
    assert 18 < short < long


def test_many_columns_share_more_and_smaller_letters() -> None:
    many = widths_of([Column(longest=60, word=8)] * MANY)
    assert sum(many) == pytest.approx(SMALLER)


def test_dates_and_versions_stay_whole_and_hyphens_between_words_do_not() -> None:
    assert UNBROKEN.split("2026-11-21 or Apache-2.0, well-kept") == ["2026-11-21", "or", "Apache-2.0,", "well-", "kept"]
