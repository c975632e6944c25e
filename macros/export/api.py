"""The records as JSON: a file a kind, a file a record, an index of them, and a schema for each; tables beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.catalog import Catalog
from macros.export.imprint import AUTHOR, LICENCE, Imprint
from macros.export.openapi import create_openapi
from macros.export.schemas import DRAFT, schemas
from macros.export.sheets import SHEETS, create_sheets
from macros.models import MODELS, Record

API = "api/v1/"
"""Where everything lies: a change that old readers would not understand gets another number."""

SCHEMA_OF_INDEX = "schemas/index.schema.json"
END = "\n}\n"
"""How an object ends as `_dump` writes it."""


def create_api(catalog: Catalog, imprint: Imprint) -> Iterator[tuple[str, str]]:
    """Path in the site and text of each file."""
    for kind, model in MODELS.items():
        records = catalog.records(kind)
        for record in records:
            yield f"{API}{model.folder}/{record.id}.json", record.model_dump_json(indent=2) + "\n"
        yield f"{API}{model.folder}.json", create_list(model, records)
        yield f"{API}{schema_of_list(model)}", _dump(_list_schema(model))
    yield from ((f"{API}{name}", text) for name, text in create_sheets(catalog))
    yield f"{API}index.json", _dump(_index(catalog, imprint))
    yield f"{API}{SCHEMA_OF_INDEX}", _dump(_index_schema())
    yield f"{API}openapi.json", _dump(create_openapi(imprint))
    yield from ((f"{API}{path}", text) for path, text in schemas())


def create_list(model: type[Record], records: tuple[Record, ...]) -> str:
    """All records of a kind, one a line, in the order in which pages show them."""
    head = {"kind": model.kind, "licence": LICENCE, "author": AUTHOR, "schema": schema_of_list(model)}
    lines = ",\n".join(record.model_dump_json() for record in records)
    return f'{_dump(head).removesuffix(END)},\n  "records": [\n{lines}\n  ]\n}}\n'


def schema_of(model: type[Record]) -> str:
    """Where the schema of a record lies."""
    return f"schemas/{model.kind}.schema.json"


def schema_of_list(model: type[Record]) -> str:
    """Where the schema of all records of a kind lies."""
    return f"schemas/{model.kind}-list.schema.json"


def _index(catalog: Catalog, imprint: Imprint) -> dict[str, Any]:
    """What there is, by kind."""
    return {
        "title": imprint.title,
        "date": imprint.date or None,
        "licence": LICENCE,
        "author": AUTHOR,
        "schema": SCHEMA_OF_INDEX,
        "openapi": "openapi.json",
        "kinds": [
            {
                "kind": kind,
                "title": model.plural,
                "count": len(catalog.records(kind)),
                "list": f"{model.folder}.json",
                "record": f"{model.folder}/{{id}}.json",
                "schema": schema_of(model),
                "table": f"{model.folder}.csv" if model in SHEETS else None,
                "page": f"../../{model.page.replace('.md', '.html')}",
            }
            for kind, model in MODELS.items()
        ],
    }


# --- schemas of what is no record ----------------------------------------------------------------------------------


def _list_schema(model: type[Record]) -> dict[str, Any]:
    """What `create_list` writes; the schema of a record lies beside it."""
    return _object(
        f"{API}{model.folder}.json",
        kind={"const": model.kind, "description": "What the records are."},
        licence={"const": LICENCE, "description": "The licence of everything here."},
        author={"type": "string", "description": "Whom to name."},
        schema={"const": schema_of_list(model), "description": "This schema, from the folder of the API."},
        records={
            "type": "array",
            "description": "All records, in the order in which pages show them.",
            "items": {"$ref": f"{model.kind}.schema.json"},
        },
    )


def _index_schema() -> dict[str, Any]:
    """What `_index` says."""
    text = {"type": "string", "minLength": 1}
    kind = _object(
        "a kind of record",
        kind={**text, "description": "Its name."},
        title={**text, "description": "What pages call its records."},
        count={"type": "integer", "minimum": 0, "description": "How many there are."},
        list={**text, "description": "All of them, from the folder of the API."},
        record={**text, "description": "One of them, by its id."},
        schema={**text, "description": "The schema of one."},
        table={"type": ["string", "null"], "description": "A table of them for spreadsheets, where there is one."},
        page={**text, "description": "The page that shows one; in braces stand fields of the record."},
    )
    kind.pop("$schema")
    return _object(
        f"{API}index.json",
        title={**text, "description": "Which handbook this is."},
        date={"type": ["string", "null"], "format": "date", "description": "The day of the edition, where known."},
        licence={"const": LICENCE, "description": "The licence of everything here."},
        author={**text, "description": "Whom to name."},
        schema={"const": SCHEMA_OF_INDEX, "description": "This schema, from the folder of the API."},
        openapi={**text, "description": "All addresses, as OpenAPI describes them."},
        kinds={"type": "array", "items": kind, "description": "Every kind of record."},
    )


def _object(title: str, /, **properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that has these fields, all of them and no others."""
    return {
        "$schema": DRAFT,
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _dump(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
