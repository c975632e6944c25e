"""What to write instead of a value: told where the value tells it, and never an exception."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.loader import hints
from macros.models import Reference, is_web_address, slug

SKILL = Reference(kind="skill")
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("1.2.2026", "write 2026-02-01: year, month, day"),
        ("13/02/2026", "write 2026-02-13: year, month, day"),
        ("02/13/2026", "write 2026-02-13: year, month, day"),
        ("03/02/2026", "write year, month, day: 2026-02-03 or 2026-03-02"),
        ("20260203", "write 2026-02-03: year, month, day"),
        (20260203, "write 2026-02-03: year, month, day"),
        ("3rd Feb. 2026", "write 2026-02-03: year, month, day"),
        ("February 3, 2026", "write 2026-02-03: year, month, day"),
        ("2026-02-30", "write year, month, day, like 2026-01-31"),
        ("31.2.2026", "write year, month, day, like 2026-01-31"),
        ("Smarch 3, 2026", "write year, month, day, like 2026-01-31"),
        ("February 2026", "write year, month, day, like 2026-01-31"),
        (2026, "write year, month, day, like 2026-01-31"),
    ],
)
def test_a_date_is_worked_out_where_it_can_only_mean_one_day(value: object, hint: str) -> None:
    assert hints.for_date(value) == hint


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("1,234.50", "write 1234.50, digits alone"),
        ("EUR 120'000", "write 120000, digits alone"),
        ("100-200", "write digits alone, like 7"),
        ("1.5k", "write digits alone, like 7"),
        ("20 %", "write 20, digits alone"),
        ("many", "write digits alone, like 7"),
        (12.5, "write 12, or another whole number"),
    ],
)
def test_a_number_is_worked_out_where_there_is_one(value: object, hint: str) -> None:
    assert hints.for_number(value, "7") == hint


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("python.org", "write https://python.org"),
        ("see https://python.org", "for example https://docs.python.org/3/"),
        ("[P](https://python.org)", "write https://python.org alone"),
        ("ftp://python.org", "for example https://docs.python.org/3/"),
        ("https://python.org/a b", "write https://python.org/a%20b"),
    ],
)
def test_an_address_is_worked_out_where_there_is_one(value: str, hint: str) -> None:
    assert hints.for_address(value) == hint


@given(VALUES, st.sampled_from([None, SKILL]))
def test_every_value_has_a_hint(value: Any, reference: Reference | None) -> None:
    assert hints.for_date(value)
    assert hints.for_number(value, "7")
    assert hints.for_flag(value)
    assert hints.for_list(value, reference)
    assert hints.for_text(value, "x", reference)


@given(st.text(), st.sampled_from([None, SKILL]))
def test_every_text_has_a_hint_that_would_pass(value: str, reference: Reference | None) -> None:
    assert slug(value) == slug(slug(value))
    assert hints.for_id(value, reference, "skills").startswith("write ")
    written = hints.for_address(value).split()
    assert is_web_address(written[1] if written[0] == "write" else written[-1])
