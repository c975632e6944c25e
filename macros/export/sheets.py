"""The tables for spreadsheets: comma-separated values as RFC 4180 has them, in which no text becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, get_origin

from macros.catalog import Catalog
from macros.models import MODELS, Part, Record, part_in, reading_order
from macros.render.tables import TABLES

SHEETS = tuple(MODELS[kind] for kind in (*TABLES, "task"))
"""The kinds of record that stand in tables on pages."""

FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet may take for the beginning of a formula, the wide signs too; an apostrophe makes it text."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as something else."""


def create_sheets(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Name and text of each table."""
    for model in SHEETS:
        yield f"{model.folder}.csv", create_sheet(model, catalog.records(model.kind))


def create_sheet(model: type[Record], records: tuple[Record, ...]) -> str:
    """A row for each record: values of fields, lists with semicolons between their ids; lists of parts are left out."""
    columns = [column for name in reading_order(model) for column in _columns(model, name)]
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(["_".join(column) for column in columns])
    rows.writerows([_cell(_value(record, column)) for column in columns] for record in records)
    return BYTE_ORDER_MARK + written.getvalue()


def _columns(model: type[Part], name: str) -> Iterator[tuple[str, ...]]:
    """The columns of a field: its own, or one for each field of the part that it holds."""
    annotation = model.model_fields[name].annotation
    part = part_in(annotation)
    if part is None:
        yield (name,)
    elif get_origin(annotation) is not tuple:
        yield from ((name, inner) for inner in part.model_fields)


def _value(record: Any, way: tuple[str, ...]) -> Any:
    for name in way:
        record = getattr(record, name, None)
    return record


def _cell(value: Any) -> str:
    """A value as a spreadsheet reads it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.15g}"
        case tuple():
            return _text("; ".join(map(str, value)))
    return _text(str(value))


def _text(text: str) -> str:
    """Text that stays text."""
    return f"'{text}" if text.startswith(FORMULA) else text
