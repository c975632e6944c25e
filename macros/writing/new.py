"""A new record: its file, laid out to be filled in, and its page where its kind needs one."""

from __future__ import annotations

import datetime
from pathlib import Path

from macros.catalog import Catalog
from macros.exercises import BEGINNING
from macros.loader import load
from macros.models import Exercise
from macros.pages import PLACEHOLDER
from macros.writing.files import written
from macros.writing.names import path_of, require_free_id, require_kind
from macros.writing.template import create_record

NEXT = """\
Next: fill in what is empty; above each field stands what it means, and the fields in comments may stay away.
`make check` says what is still missing; `make format` takes the comments out again."""


def new_record(root: Path, kind: str, record_id: str, today: datetime.date) -> list[str]:
    """Write the files of a new record; what to tell its author. Raises RefusedError, with nothing written."""
    model = require_kind(kind)
    require_free_id(root, Catalog(load(root), today), model, record_id)
    changes = {path_of(model, record_id): create_record(model, record_id, today)}
    body = f"docs/{model.page.format(id=record_id)}" if model.body == "required" else ""
    if body and not (root / body).exists():
        changes[body] = f"{PLACEHOLDER}\n"
    if model is Exercise:
        changes |= BEGINNING.files(record_id)
    with written(root, changes):
        return [*(f"wrote {name}" for name in changes), NEXT]
