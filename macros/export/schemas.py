"""The JSON Schemas that editors complete and check records with, and programs what they read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.models import MODELS, Record, reading_order

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest JSON Schema that all editors know; nothing that came later is used."""


def schemas() -> Iterator[tuple[str, str]]:
    """Each schema's path and text, from the models; they name no records, so that data never makes them stale."""
    for kind, model in MODELS.items():
        yield f"schemas/{kind}.schema.json", create_schema(model)


def create_schema(model: type[Record]) -> str:
    """A kind's JSON Schema: fields with their meaning, allowed values, patterns, and nothing else allowed."""
    schema = {"$schema": DRAFT, **model.model_json_schema()}
    schema["title"] = f"data/{model.folder}/*.yml"
    order = reading_order(model)
    schema["properties"] = {name: schema["properties"][name] for name in order}
    schema["required"] = [name for name in order if name in schema["required"]]
    for part in (schema, *schema.get("$defs", {}).values()):
        part["properties"] = {name: _without_empty_default(says) for name, says in part["properties"].items()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _without_empty_default(says: dict[str, Any]) -> dict[str, Any]:
    """What a schema says of a field, without a default that editors would write into the file for nothing."""
    return {word: value for word, value in says.items() if word != "default" or value not in (None, [])}
