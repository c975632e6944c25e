"""What editors say of a record while it is written: the schemas accept every record, and refuse what the models do."""

import json

import pytest
from jsonschema import Draft7Validator

from macros.export import DRAFT
from macros.handbook import Handbook
from macros.models import FOLDERS, MODELS
from macros.source import parse, read
from macros.writing.template import create_record
from tests.conftest import BROKEN, ROOT, TODAY

SHAPES = ("unknown-field", "missing-field", "wrong-type", "wrong-value", "fact-without-source", "bad-address")
"""The codes of what a schema can see, too."""


def validator(kind: str) -> Draft7Validator:
    """What checks the records of a kind by its schema file."""
    schema = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    assert schema["$schema"] == DRAFT == Draft7Validator.META_SCHEMA["$id"]
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("which", ["real", "small"])
def test_every_record_fits_the_schema_of_its_kind(kind: str, which: str, request: pytest.FixtureRequest) -> None:
    handbook: Handbook = request.getfixturevalue(which)
    schema = validator(kind)
    entries = [entry for (of, _), entry in handbook.catalog.entries.items() if of == kind]
    assert entries
    wrong = {entry.source.name: [str(error) for error in schema.iter_errors(entry.source.value)] for entry in entries}
    assert {name: errors for name, errors in wrong.items() if errors} == {}


def told(code: str) -> list[str]:
    """The records of a broken tree that its code is about."""
    lines = (BROKEN / code / "expected.txt").read_text(encoding="utf-8").split("\n")
    names = sorted({line.split(":")[0] for line in lines if f": {code} " in line and line.startswith("data/")})
    return [f"{code}/{name}" for name in names]


@pytest.mark.parametrize("name", [name for code in SHAPES for name in told(code)])
def test_a_record_of_the_wrong_shape_does_not_fit(name: str) -> None:
    model = FOLDERS[name.split("/")[2]]
    assert list(validator(model.kind).iter_errors(read(BROKEN / name, "").value))


@pytest.mark.parametrize("kind", MODELS)
def test_a_new_record_does_not_fit_before_it_is_filled_in(kind: str) -> None:
    record = parse(create_record(MODELS[kind], "fresh", TODAY), "").value
    assert list(validator(kind).iter_errors(record))
