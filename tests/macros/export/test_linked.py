"""What pages tell programs: words that schema.org knows, and text that stays text within HTML."""

import json
import re
from collections.abc import Iterator
from inspect import get_annotations
from typing import Any

import msgspec_schemaorg.models as models  # type: ignore[import-untyped]  # it comes without types
import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.catalog import Catalog
from macros.export import Imprint, create_linked
from macros.handbook import Handbook
from macros.loader import Entry, Loaded
from macros.models import Term
from macros.models.facts import Spread
from macros.source import Source
from tests.conftest import TODAY

IMPRINT = Imprint(title="A handbook", description="", address="https://example.org/")


def kinds_of(thing: dict[str, Any]) -> dict[str, set[str]]:
    """The words that schema.org knows of a thing, with the names of the kinds that their values may have."""
    found: dict[str, str] = {}
    for model in reversed(getattr(models, thing["@type"]).__mro__):
        found |= get_annotations(model)
    return {name: set(re.findall(r"\w+", annotation)) for name, annotation in found.items()}


FORMS = {
    "URL": r"https?://\S+",
    "Duration": r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?",
    "date": r"\d{4}-\d\d-\d\d",
    "str": r"(?s).+",
}
"""How a text of each kind is written."""


def fits(value: Any, kinds: set[str]) -> bool:
    """Whether a value is of one of the kinds."""
    match value:
        case list():
            return bool(value) and all(fits(item, kinds) for item in value)
        case dict():
            return value["@type"] in kinds
        case bool():
            return "bool" in kinds
        case int() | float():
            return bool({"int", "float"} & kinds)
    return any(re.fullmatch(form, value) for kind, form in FORMS.items() if kind in kinds)


def misfits(thing: dict[str, Any]) -> list[str]:
    """The words of a thing that schema.org does not know of it, or whose values are of another kind."""
    known = kinds_of(thing)
    words = {name: value for name, value in thing.items() if not name.startswith("@")}
    return [name for name, value in words.items() if name not in known or not fits(value, known[name])]


def things(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of JSON-LD, however deep."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from things(item)


@pytest.mark.parametrize("which", ["real", "small"])
def test_every_word_is_one_that_schema_org_knows_of_that_thing(which: str, request: pytest.FixtureRequest) -> None:
    handbook: Handbook = request.getfixturevalue(which)
    told = [create_linked(path, handbook.catalog, IMPRINT) for path in handbook.pages]
    documents = [json.loads(text) for text in told if text]
    assert all(document["@context"] == "https://schema.org" for document in documents)
    found = [thing for document in documents for thing in things(document)]
    kinds = {thing["@type"] for thing in found}
    assert {"LearningResource", "DefinedTerm", "DefinedTermSet", "Occupation"} <= kinds
    assert [(thing["@type"], misfits(thing)) for thing in found if misfits(thing)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Occupation", "salary": 1},
        {"@type": "Occupation", "estimatedSalary": {"@type": "Place"}},
        {"@type": "Occupation", "occupationLocation": "United States"},
        {"@type": "MonetaryAmountDistribution", "median": "120230"},
        {"@type": "MonetaryAmountDistribution", "duration": "a year"},
        {"@type": "LearningResource", "license": "CC BY 4.0"},
        {"@type": "LearningResource", "dateModified": "today"},
        {"@type": "LearningResource", "isAccessibleForFree": "yes"},
        {"@type": "DefinedTerm", "name": []},
        {"@type": "DefinedTerm", "name": ""},
    ],
)
def test_a_wrong_word_or_a_value_of_another_kind_is_noticed(wrong: dict[str, Any]) -> None:
    assert len(misfits(wrong)) == 1


def test_an_occupation_with_pay_has_what_a_salary_needs(real: Handbook) -> None:
    """What Google asks of an estimated salary: its name, currency, time and median, and where it is paid."""
    roles = [json.loads(create_linked(role.location, real.catalog, IMPRINT)) for role in real.catalog.records("role")]
    paid = [role for role in roles if "estimatedSalary" in role]
    assert len(paid) >= 3
    for role in paid:
        assert {"name", "description", "occupationLocation"} <= role.keys()
        assert all(place["name"] for place in role["occupationLocation"])
        assert all({"name", "currency", "duration", "median"} <= salary.keys() for salary in role["estimatedSalary"])


def test_an_occupation_has_the_pay_of_its_own_people(real: Handbook) -> None:
    role = json.loads(create_linked("roles/data-scientist.md", real.catalog, IMPRINT))
    (salary,) = [salary for salary in role["estimatedSalary"] if salary["name"].startswith("wage")]
    reading: Any = real.catalog.get("pay", "us-data-scientists")
    assert (salary["median"], salary["currency"], salary["duration"]) == (reading.amount, reading.currency, "P1Y")
    assert role["url"] == "https://example.org/roles/data-scientist.html"


@pytest.mark.parametrize(
    ("holds", "names"), [("half", ("percentile25", "percentile75")), ("four fifths", ("percentile10", "percentile90"))]
)
def test_a_spread_of_pay_is_told_by_its_percentiles(holds: str, names: tuple[str, str], small: Handbook) -> None:
    spread = Spread.model_validate({"low": 1000.0, "high": 2000.0, "holds": holds})
    changes = {"role": "draughtsman", "statistic": "median", "spread": spread}
    records = (small.catalog.records("pay")[0].model_copy(update=changes), *small.catalog.records("role"))
    entries = tuple(Entry(record=record, source=Source(name=f"data/{record.id}.yml")) for record in records)
    catalog = Catalog(Loaded(entries=entries, names=frozenset(), exceptions=None, diagnostics=()), TODAY)
    (salary,) = json.loads(create_linked("roles/draughtsman.md", catalog, IMPRINT))["estimatedSalary"]
    assert {name: salary[name] for name in salary if name.startswith("percentile")} == dict(
        zip(names, (1000.0, 2000.0), strict=True)
    )
    assert misfits(salary) == []


def test_a_topic_says_what_comes_first_and_how_long_it_takes(small: Handbook) -> None:
    told = json.loads(create_linked("topics/shapes.md", small.catalog, Imprint(title="", description="")))
    assert told["timeRequired"].startswith("PT")
    assert told["competencyRequired"]
    assert "url" not in told


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "&lt;", '\u2028"\\', "{{ 7 * 7 }}"]
)
def test_hostile_text_stays_text(text: str) -> None:
    term = Term.model_construct(None, id="line", title=text, summary=text)
    entry = Entry(record=term, source=Source(name="data/terms/line.yml"))
    catalog = Catalog(Loaded(entries=(entry,), names=frozenset(), exceptions=None, diagnostics=()), TODAY)
    linked = create_linked("glossary.md", catalog, IMPRINT)
    scripts = LexborHTMLParser(f'<script type="application/ld+json">{linked}</script><p>After</p>').css("script")
    assert len(scripts) == 1
    assert json.loads(scripts[0].text())["hasDefinedTerm"][0]["name"] == text
