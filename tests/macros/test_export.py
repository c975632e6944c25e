import json

import pytest

from macros.export import schemas
from macros.models import MODELS
from tests.conftest import ROOT

SCHEMAS = dict(schemas())


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_what_its_model_says(name: str) -> None:
    written = (ROOT / name).read_text(encoding="utf-8")
    assert written == SCHEMAS[name], "the models have changed: run `python -m macros schema`"


def test_no_schema_is_left_over() -> None:
    found = {path.name for path in (ROOT / "schemas").iterdir()}
    assert found == {f"{kind}.schema.json" for kind in MODELS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_has_a_meaning_and_no_other_field_is_allowed(name: str) -> None:
    schema = json.loads(SCHEMAS[name])
    parts = [schema, *schema.get("$defs", {}).values()]
    assert [field for part in parts for field, says in part["properties"].items() if not says.get("description")] == []
    assert all(part["additionalProperties"] is False for part in parts)


def test_the_editors_settings_know_every_kind() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    expected = {f"schemas/{kind}.schema.json": f"data/{model.folder}/*.yml" for kind, model in MODELS.items()}
    assert settings["yaml.schemas"] == expected
