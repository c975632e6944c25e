"""The API: every file fits its schema, every schema the standard, and what is read from it is what the data says."""

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import SchemaError
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from macros.catalog import Catalog
from macros.export import API, Imprint, create_api
from macros.export.sheets import SHEETS
from macros.handbook import Handbook
from macros.loader import Entry, Loaded
from macros.models import MODELS, Term
from macros.source import Source
from tests.conftest import TODAY

IMPRINT = Imprint(title="A handbook", description="About drawing.", address="https://example.org/", date="2026-11-21")

Files = dict[str, str]


@pytest.fixture(scope="module", params=["real", "small"])
def handbook(request: pytest.FixtureRequest) -> Handbook:
    """Each of the two handbooks."""
    found: Handbook = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def files(handbook: Handbook) -> Files:
    """What the API holds, by the path from its folder."""
    return {path.removeprefix(API): text for path, text in create_api(handbook.catalog, IMPRINT)}


def validator(files: Files, name: str) -> Draft7Validator:
    """What checks a file by a schema of the API, which may name its neighbours."""
    schemas = {path.removeprefix("schemas/"): text for path, text in files.items() if path.startswith("schemas/")}
    known = [(path, Resource.from_contents(json.loads(text), DRAFT7)) for path, text in schemas.items()]
    return Draft7Validator(json.loads(files[name]), registry=Registry().with_resources(known))


def schema_of(path: str) -> str:
    """The schema that a file is to fit."""
    folder, _, name = path.partition("/")
    if path == "index.json":
        return "schemas/index.schema.json"
    kind = next(kind for kind, model in MODELS.items() if model.folder == folder.removesuffix(".json"))
    return f"schemas/{kind}{'' if name else '-list'}.schema.json"


def test_every_schema_is_one(files: Files) -> None:
    schemas = [path for path in files if path.startswith("schemas/")]
    assert len(schemas) == 2 * len(MODELS) + 1
    for path in schemas:
        Draft7Validator.check_schema(json.loads(files[path]))


def test_every_file_fits_its_schema(files: Files) -> None:
    checkers = {path: validator(files, path) for path in files if path.startswith("schemas/")}
    content = [
        path for path in files if not path.startswith("schemas/") and path.endswith(".json") and path != "openapi.json"
    ]
    wrong = {
        path: [e.message for e in checkers[schema_of(path)].iter_errors(json.loads(files[path]))] for path in content
    }
    assert {path: errors for path, errors in wrong.items() if errors} == {}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("terms/line.json", '"id": "line"', '"id": "Line!"'),
        ("terms/line.json", '"summary":', '"sumary":'),
        ("terms/line.json", '"title": "', '"more": 1, "title": "'),
        ("tools/pencil.json", '"status": "current"', '"status": "asleep"'),
        ("tools/pencil.json", '"homepage": "https', '"homepage": "file'),
        ("pay/draughtsmen.json", '"amount": 1234.5', '"amount": "1234.5"'),
        ("pay/draughtsmen.json", '"amount": 1234.5', '"amount": -1'),
        ("terms.json", '"kind": "term"', '"kind": "tool"'),
        ("terms.json", '"id":"line"', '"id":7'),
        ("index.json", '"count": ', '"count": -'),
    ],
)
def test_a_file_that_does_not_fit_its_schema_is_noticed(path: str, old: str, new: str, small: Handbook) -> None:
    written = {name.removeprefix(API): text for name, text in create_api(small.catalog, IMPRINT)}
    check = validator(written, schema_of(path))
    assert list(check.iter_errors(json.loads(written[path]))) == []
    assert old in written[path]
    assert list(check.iter_errors(json.loads(written[path].replace(old, new)))) != []


def test_a_schema_that_is_none_is_noticed(small: Handbook) -> None:
    written = dict(create_api(small.catalog, IMPRINT))[f"{API}schemas/tool.schema.json"]
    with pytest.raises(SchemaError):
        Draft7Validator.check_schema(json.loads(written.replace('"type": "object"', '"type": "record"')))


def test_a_file_says_which_schema_it_fits(files: Files) -> None:
    for path in ("index.json", *(f"{model.folder}.json" for model in MODELS.values())):
        assert json.loads(files[path])["schema"] == schema_of(path)


def test_every_field_is_always_there(files: Files, handbook: Handbook) -> None:
    for (_, name), entry in handbook.catalog.entries.items():
        model = type(entry.record)
        assert json.loads(files[f"{model.folder}/{name}.json"]).keys() == model.model_fields.keys()
    for model in MODELS.values():
        for record in json.loads(files[f"{model.folder}.json"])["records"]:
            assert record.keys() == model.model_fields.keys()


def test_records_read_from_the_lists_are_those_of_the_data(files: Files, handbook: Handbook) -> None:
    read = {
        (kind, record.id): record
        for kind, model in MODELS.items()
        for record in map(model.model_validate, json.loads(files[f"{model.folder}.json"])["records"])
    }
    assert read == {key: entry.record for key, entry in handbook.catalog.entries.items()}


def test_records_read_one_by_one_are_those_of_the_data(files: Files, handbook: Handbook) -> None:
    for (_, name), entry in handbook.catalog.entries.items():
        model = type(entry.record)
        assert model.model_validate(json.loads(files[f"{model.folder}/{name}.json"])) == entry.record


def test_the_index_names_every_file(files: Files) -> None:
    index = json.loads(files["index.json"])
    named = {"index.json", index["openapi"], index["schema"]}
    for kind in index["kinds"]:
        ids = [record["id"] for record in json.loads(files[kind["list"]])["records"]]
        assert len(ids) == kind["count"]
        named |= {kind["table"]} if kind["table"] else set()
        named |= {kind["list"], kind["schema"], schema_of(kind["list"]), *(kind["record"].format(id=i) for i in ids)}
    assert named == set(files)


def test_the_index_leads_to_the_pages(handbook: Handbook, files: Files) -> None:
    pages = {kind["kind"]: kind["page"] for kind in json.loads(files["index.json"])["kinds"]}
    for entry in handbook.catalog.entries.values():
        record = entry.record
        path, mark, anchor = record.location.partition("#")
        fields = json.loads(files[f"{record.folder}/{record.id}.json"])
        assert pages[record.kind].format(**fields) == f"../../{path.removesuffix('.md')}.html{mark}{anchor}"


def test_the_description_fits_openapi_and_its_addresses_lead_to_files(files: Files, handbook: Handbook) -> None:
    description: Any = json.loads(files["openapi.json"])
    OpenAPIV31SpecValidator(_inlined(description, files)).validate()
    first = {model.folder: handbook.catalog.records(kind)[0].id for kind, model in MODELS.items()}
    addresses = {
        path.replace("{id}", first.get(path.split("/")[1], "")).removeprefix("/") for path in description["paths"]
    }
    assert addresses <= set(files)
    assert len(addresses) == 2 * len(MODELS) + 1 + len(SHEETS)


def _inlined(value: Any, files: Files) -> Any:
    """The description with the schemas in place of their addresses: nothing is looked up while testing."""
    if isinstance(value, dict) and "$ref" in value:
        assert value["$ref"] in files
        return {"type": "object"}
    if isinstance(value, dict):
        return {name: _inlined(item, files) for name, item in value.items()}
    return [_inlined(item, files) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("text", ['"}, {"id": "x', "a\\b", "\u2028 \U0001f600 ünï", "</script><script>", "=1+1"])
def test_hostile_text_stays_text(text: str) -> None:
    term = Term.model_construct(id="line", title=text, summary=text)
    entry = Entry(record=term, source=Source(name="data/terms/line.yml"))
    catalog = Catalog(Loaded(entries=(entry,), names=frozenset(), exceptions=None, diagnostics=()), TODAY)
    files = dict(create_api(catalog, IMPRINT))
    assert json.loads(files[f"{API}terms.json"])["records"][0]["title"] == text
    assert json.loads(files[f"{API}terms/line.json"])["title"] == text


def test_the_same_records_give_the_same_bytes(handbook: Handbook) -> None:
    assert dict(create_api(handbook.catalog, IMPRINT)) == dict(create_api(handbook.catalog, IMPRINT))
