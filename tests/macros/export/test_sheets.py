"""The tables for spreadsheets: every record a row, and no text a formula."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.export.sheets import BYTE_ORDER_MARK, FORMULA, SHEETS, create_sheet, create_sheets
from macros.handbook import Handbook
from macros.models import Tool


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a table as a program reads them."""
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), strict=True))


def tool(text: str) -> Tool:
    """A tool of which a text stands in every field that has one."""
    names = ("title", "summary", "licence", "homepage", "use_for", "not_for", "first_task")
    fields: dict[str, Any] = dict.fromkeys(names, text)
    return Tool.model_construct(None, id="pencil", superseded_by=(), alternatives=(), skills=(), topics=(), **fields)


@pytest.mark.parametrize("which", ["real", "small"])
def test_every_record_is_a_row(which: str, request: pytest.FixtureRequest) -> None:
    handbook: Handbook = request.getfixturevalue(which)
    for model, (name, text) in zip(SHEETS, create_sheets(handbook.catalog), strict=True):
        records = handbook.catalog.records(model.kind)
        assert name == f"{model.folder}.csv"
        assert [(row["id"], row["title"]) for row in rows(text)] == [(record.id, record.title) for record in records]


def test_a_row_has_numbers_days_lists_and_ranges(small: Handbook) -> None:
    sheets = dict(create_sheets(small.catalog))
    pay = next(row for row in rows(sheets["pay.csv"]) if row["id"] == "draughtsmen")
    assert pay["amount"] == "1234.5"
    assert len(pay["checked_on"]) == 10
    assert "factors" not in pay
    resource = rows(sheets["resources.csv"])[0]
    assert resource["login"] in ("true", "false")
    assert {"hours_low", "hours_high"} <= resource.keys()
    assert {"None", "True", "False"} & {
        cell for text in sheets.values() for row in rows(text) for cell in row.values()
    } == set()


def test_lists_have_semicolons_between_their_ids() -> None:
    record = tool("Pencil").model_copy(update={"skills": ("sketching", "inking")})
    assert rows(create_sheet(Tool, (record,)))[0]["skills"] == "sketching; inking"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_becomes_a_formula_and_all_of_it_is_there(text: str) -> None:
    row = rows(create_sheet(Tool, (tool(text),)))[0]
    assert row["title"] in (text, f"'{text}")
    assert not any(cell.startswith(FORMULA) for cell in row.values())


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1"])
def test_what_begins_like_a_formula_has_an_apostrophe(text: str) -> None:
    assert rows(create_sheet(Tool, (tool(text),)))[0]["title"] == f"'{text}"
