"""The API as OpenAPI describes it: which addresses there are, and what they answer."""

from __future__ import annotations

from typing import Any

from macros.export.imprint import LICENCE, Imprint
from macros.export.sheets import SHEETS
from macros.models import ID, MODELS, Record

JSON = "application/json"


def create_openapi(imprint: Imprint) -> dict[str, Any]:
    """The description; addresses in it are relative to where it lies, so that a copy describes itself."""
    paths: dict[str, Any] = {"/index.json": _path("What there is", "getIndex", "index")}
    for model in MODELS.values():
        paths |= _paths(model)
    for model in SHEETS:
        paths[f"/{model.folder}.csv"] = _table(model)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": imprint.title,
            "summary": "The handbook's records as files: no key, no limits, no server behind them.",
            "version": "1",
            "license": {"name": "CC BY 4.0", "url": LICENCE},
        },
        "servers": [{"url": "."}],
        "paths": paths,
    }


def _paths(model: type[Record]) -> dict[str, Any]:
    """The addresses of a kind."""
    name = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": f"^{ID.pattern}$"}}
    title = model.plural.lower()
    return {
        f"/{model.folder}.json": _path(f"All records: {title}", f"list-{model.folder}", f"{model.kind}-list"),
        f"/{model.folder}/{{id}}.json": {
            **_path(f"One record of {title}", f"get-{model.kind}", model.kind),
            "parameters": [name],
        },
    }


def _table(model: type[Record]) -> dict[str, Any]:
    """The address of a table."""
    summary = f"A table for spreadsheets: {model.plural.lower()}"
    return _answer(summary, f"table-{model.folder}", {"text/csv": {"schema": {"type": "string"}}})


def _path(summary: str, operation: str, schema: str) -> dict[str, Any]:
    """An address that answers with JSON of a schema."""
    return _answer(summary, operation, {JSON: {"schema": {"$ref": f"schemas/{schema}.schema.json"}}})


def _answer(summary: str, operation: str, content: dict[str, Any]) -> dict[str, Any]:
    answer = {"description": summary, "content": content}
    return {"get": {"summary": summary, "operationId": operation, "responses": {"200": answer}}}
