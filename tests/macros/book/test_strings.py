"""Text for typst: what it reads is what was written."""

from __future__ import annotations

import json

import pytest
import typst

from macros.book.strings import text


@pytest.mark.parametrize(
    "words", ['say "no"', "68,375\N{EN DASH}120,000", r"\u2013 and \n and #[*", "a\nb\tc\rd\x07\x7f", "\N{BRAIN} é"]
)
def test_typst_reads_every_sign_as_it_is(words: str) -> None:
    source = f"#metadata({text(words)}) <said>".encode()
    assert json.loads(typst.query(source, "<said>", field="value", one=True)) == words
