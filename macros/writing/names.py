"""The kinds and ids that people type: known ones, and ones that are free."""

from __future__ import annotations

import os
from pathlib import Path

from macros.catalog import Catalog
from macros.diagnostics import suggest, visible
from macros.models import INDEX, MODELS, Record, is_id
from macros.writing.files import RefusedError

MOST_SHOWN = 80


def shown(text: str) -> str:
    """What somebody typed, in quotes; long text is cut, and nothing in it is hidden from a terminal."""
    return f"'{visible(text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + '...')}'"


def require_kind(kind: str) -> type[Record]:
    """The model of a kind."""
    if kind not in MODELS:
        hint = suggest(kind, MODELS) or f"one of: {', '.join(MODELS)}"
        raise RefusedError(f"no kind {shown(kind)} ({hint})")
    return MODELS[kind]


def require_free_id(root: Path, catalog: Catalog, model: type[Record], record_id: str, owner: str = "") -> None:
    """Refuse an id that is none, or that a record has or had; `owner` may take one of its own old ids again."""
    if not is_id(record_id):
        raise RefusedError(f"{shown(record_id)} is no id: write lower-case words joined by hyphens, like linear-maps")
    if model.has_own_page() and record_id == INDEX:
        raise RefusedError(f"'{INDEX}' is the page that lists every {model.kind}: choose another id")
    path = path_of(model, record_id)
    if (model.kind, record_id) in catalog.names or os.path.lexists(root / path):
        raise RefusedError(f"there is a {model.kind} '{record_id}' already: {path}")
    for record in catalog.records(model.kind):
        if record.id != owner and record_id in record.formerly:
            raise RefusedError(f"'{record_id}' is what the {model.kind} '{record.id}' was called: choose another id")


def path_of(model: type[Record], record_id: str) -> str:
    """The file of a record."""
    return f"data/{model.folder}/{record_id}.yml"
