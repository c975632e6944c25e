import json

import pytest

from macros.export import schemas
from macros.models import MODELS, reading_order
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


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_default_is_named_only_where_an_editor_may_well_write_it(name: str) -> None:
    schema = json.loads(SCHEMAS[name])
    parts = [schema, *schema.get("$defs", {}).values()]
    defaults = [says["default"] for part in parts for says in part["properties"].values() if "default" in says]
    assert [default for default in defaults if default in (None, [])] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_lists_its_fields_in_the_order_of_the_files(name: str) -> None:
    kind = name.removeprefix("schemas/").removesuffix(".schema.json")
    assert tuple(json.loads(SCHEMAS[name])["properties"]) == reading_order(MODELS[kind])


def test_what_tells_the_age_of_a_fact_stands_last() -> None:
    order = list(reading_order(MODELS["tool"]))
    assert order[:3] == ["id", "title", "summary"]
    assert order[-4:] == ["source", "checked_on", "recheck_after", "confidence"]
    assert order.index("category") < order.index("topics") < order.index("status_since") < order.index("source")


def test_the_editors_settings_know_every_kind() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    expected = {f"schemas/{kind}.schema.json": f"data/{model.folder}/*.yml" for kind, model in MODELS.items()}
    assert settings["yaml.schemas"] == expected
