"""What pages tell programs: words that schema.org knows, and text that stays text within HTML."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec_schemaorg.models as models  # type: ignore[import-untyped]  # it comes without types
import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.catalog import Catalog
from macros.export import Imprint, create_linked
from macros.handbook import Handbook
from macros.loader import Entry, Loaded
from macros.models import Term
from macros.source import Source
from tests.conftest import TODAY

IMPRINT = Imprint(title="A handbook", description="", address="https://example.org/")


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
    for thing in found:
        known = getattr(models, thing["@type"]).__struct_fields__
        assert [name for name in thing if not name.startswith("@") and name not in known] == [], thing["@type"]


def test_an_occupation_has_the_pay_of_its_own_people(real: Handbook) -> None:
    role = json.loads(create_linked("roles/data-scientist.md", real.catalog, IMPRINT))
    (salary,) = [salary for salary in role["estimatedSalary"] if salary["name"].startswith("wage")]
    reading: Any = real.catalog.get("pay", "us-data-scientists")
    assert (salary["median"], salary["currency"], salary["duration"]) == (reading.amount, reading.currency, "P1Y")
    assert role["url"] == "https://example.org/roles/data-scientist.html"


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
