"""The catalog for other programs: so far the JSON Schemas that editors complete and check records with."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros.models import MODELS, Record, reading_order


def schemas() -> Iterator[tuple[str, str]]:
    """Each schema's path and text, from the models; they name no records, so that data never makes them stale."""
    for kind, model in MODELS.items():
        yield f"schemas/{kind}.schema.json", create_schema(model)


def create_schema(model: type[Record]) -> str:
    """A kind's JSON Schema: fields with their meaning, allowed values, patterns, and nothing else allowed."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    schema["title"] = f"data/{model.folder}/*.yml"
    order = reading_order(model)
    schema["properties"] = {name: schema["properties"][name] for name in order}
    schema["required"] = [name for name in order if name in schema["required"]]
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
