import datetime
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.catalog import Catalog
from macros.handbook import Handbook
from macros.loader import Entry, load
from macros.models import MODELS, Record
from macros.pages import MACROS, OWN_MACROS
from macros.render import PageRenderer, Renderer, plain, prose
from macros.render.text import in_sentence
from tests.conftest import SMALL, TODAY

PAYLOAD = '{{ 7 * 7 }} <img src=x onerror=alert(1)> [x](javascript:alert(1)) *a* `b` --8<-- "x" {: onclick=x } | # 1.'


def to_html(text: str) -> str:
    """Markdown as the site converts it."""
    return markdown.markdown(text, extensions=["attr_list", "tables", "def_list", "footnotes", "toc"])


def page_of(handbook: Handbook, path: str = "index.md") -> PageRenderer:
    """The macros as a page calls them."""
    return PageRenderer(handbook=handbook, repository="https://example.org/r", path=path)


def test_pages_and_the_build_can_call_exactly_the_macros_that_there_are(small: Handbook) -> None:
    renderer = Renderer(small, "", lambda: "index.md")
    assert set(renderer.macros()) == {*MACROS, *OWN_MACROS}


@pytest.mark.parametrize(
    "text",
    [
        PAYLOAD,
        "- item",
        "+ item",
        "1. one",
        "12) two",
        "1.",
        " x",
        "/// note",
        "# title",
        "> quote",
        "    code",
        "===",
        "a: b",
        "\\[x\\]",
    ],
)
def test_plain_text_stays_what_it_is(text: str) -> None:
    html = to_html(plain(text))
    assert html.startswith("<p>")
    assert "<" not in html.removeprefix("<p>").removesuffix("</p>")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_no_text_becomes_an_element(text: str) -> None:
    assert "<" not in to_html(f"x {plain(text)}").removeprefix("<p>").removesuffix("</p>")


def test_inline_markdown_is_emphasis_code_and_web_links_only() -> None:
    assert prose("*a* **b** `c<d>`") == "<em>a</em> <strong>b</strong> <code>c&#60;d&#62;</code>"
    assert prose("[x](https://example.org/)") == '<a href="https://example.org/">x</a>'
    assert "href" not in prose("[x](javascript:alert(1)) [y](../a.md) <b>")


@pytest.mark.parametrize(
    ("kind", "name", "line"),
    [
        ("topic", "shapes", "Topic 2 of 2 in [Sketching](../skills/sketching.md) · intermediate · 2 hours"),
        ("topic", "shapes", " · in the roadmap's [step 2](../roadmap/go-on.md)"),
        (
            "skill",
            "sketching",
            "Skill 1 of [all 1](index.md) · [2 topics](#topics-in-learning-order), 3\N{EN DASH}4 hours together",
        ),
        ("step", "go-on", "Step 2 of 2 on the [roadmap](index.md)"),
    ],
)
def test_a_page_says_where_it_stands(small: Handbook, kind: str, name: str, line: str) -> None:
    record = small.catalog.get(kind, name) or pytest.fail(name)
    head = page_of(small, record.location).page_head(kind, name)
    assert line in head.split("{: .hb-kind }")[0]


def test_what_needs_a_topic_is_told_for_its_own_skill_first_and_in_learning_order(real: Handbook) -> None:
    topic = real.catalog.get("topic", "supervised-learning") or pytest.fail("no topic")
    page = page_of(real, topic.location)
    needing = [other for other, _ in page.needed_by(topic)]
    foreign = [bool(page.from_skill(topic, other)) for other in needing]
    assert foreign == sorted(foreign)
    assert len(set(foreign)) == 2
    order = real.catalog.learning_order("topic")
    for part in (False, True):
        ranks = [order.index(other.id) for other, away in zip(needing, foreign, strict=True) if away is part]
        assert ranks == sorted(ranks)
    away = next(other for other, elsewhere in zip(needing, foreign, strict=True) if elsewhere)
    assert f"[{away.title}]({away.id}.md){page.from_skill(topic, away)}: " in page.page_foot("topic", topic.id)


def test_what_the_head_links_is_not_said_again(small: Handbook) -> None:
    record = small.catalog.get("topic", "shapes") or pytest.fail("no shapes")
    assert [group.title for group in page_of(small).related(record)] == ["Tools", "Responsibilities"]


def test_a_term_is_defined_once_a_page(small: Handbook) -> None:
    page = page_of(small)
    assert "A mark with length" in page.term("line")
    assert page.term("line", "lines") == "[lines](glossary.md#line)"


def test_a_claim_gives_its_value_and_the_foot_its_source(small: Handbook) -> None:
    page = page_of(small)
    assert page.claim("line-count") == "58.0 lines[^line-count]"
    foot = page.page_foot()
    assert "[^line-count]: The mean number of lines" in foot
    assert "sources.md#archive" in foot
    assert 'datetime="2026-11-01"' in foot


@pytest.mark.parametrize(
    ("path", "address"),
    [("index.md", "topics/lines.md"), ("topics/lines.md", "lines.md"), ("skills/sketching.md", "../topics/lines.md")],
)
def test_links_are_relative_to_the_page(small: Handbook, path: str, address: str) -> None:
    assert page_of(small, path).link("topic", "lines") == f"[Lines]({address})"


def test_a_mistake_is_reported_with_the_records_name(small: Handbook) -> None:
    page = page_of(small, "tools/pencil.md")
    record = small.catalog.get("tool", "pencil")
    assert "template=fact.yml&record=tool%2Fpencil" in page.report(record)
    assert "template=page.yml&page=tools%2Fpencil.md" in page.report(None)
    assert (
        page.edit_facts(record or pytest.fail("no pencil")) == "https://example.org/r/edit/main/data/tools/pencil.yml"
    )


def test_without_a_repository_there_are_no_edit_links(small: Handbook) -> None:
    page = PageRenderer(handbook=small, repository="", path="index.md")
    assert page.actions(None) == []
    assert "Report" not in page.page_foot()


@pytest.mark.parametrize("kind", MODELS)
def test_every_kind_has_a_list_and_every_page_its_parts(small: Handbook, kind: str) -> None:
    page = page_of(small)
    assert small.catalog.records(kind)[0].title.split(",")[0].split(" &")[0] in page.records(kind)
    if MODELS[kind].has_own_page():
        record = small.catalog.records(kind)[0]
        text = page_of(small, record.location).record_page(kind, record.id)
        assert text.startswith(f"# {record.title}")
        assert "None" not in FENCED.sub("", text)


FENCED = re.compile(r"^( *)(`{3,})python\n.*?^\1\2$", re.DOTALL | re.MULTILINE)
"""Code, in which everything is literal."""

TEXTS = ("title", "summary", "why", "caution", "boundary", "milestone", "use_for", "value", "publisher", "licence")


def poison(handbook: Handbook) -> Handbook:
    """A handbook with a payload in the texts of every record, past everything that would refuse it."""
    catalog = Catalog(load(SMALL), TODAY)
    catalog.entries = {
        key: Entry(record=_poisoned(entry.record), source=entry.source) for key, entry in catalog.entries.items()
    }
    return Handbook(catalog=catalog, prose=handbook.prose, codes=handbook.codes, diagnostics=[])


def _poisoned(record: Record) -> Record:
    texts = {name: getattr(record, name) + PAYLOAD for name in TEXTS if isinstance(getattr(record, name, None), str)}
    return record.model_copy(update={**texts, "aliases": (PAYLOAD,)})


@pytest.mark.parametrize("kind", MODELS)
def test_a_payload_in_data_stays_text_wherever_it_is_shown(small: Handbook, kind: str) -> None:
    handbook = poison(small)
    page = page_of(handbook)
    texts = [page.records(kind)]
    for record in handbook.catalog.records(kind):
        texts += [page.link(kind, record.id), page.page_foot(kind, record.id)]
        texts += [page.record_page(kind, record.id)] if record.has_own_page() else []
    texts += [page.term("line"), page.claim("line-count")]
    for text in texts:
        assert "{{" not in FENCED.sub("", text)
        html = to_html(str(text))
        assert "<img" not in html
        assert 'javascript:alert(1)"' not in html
        assert "onclick=x" not in html.replace("onclick=x }", "")


def test_a_page_starts_with_nothing_said(small: Handbook) -> None:
    path = "index.md"
    renderer = Renderer(small, "", lambda: path)
    macros = renderer.macros()
    first = macros["term"]("line")
    path = "pay.md"
    assert macros["term"]("line") == first


def test_dates_are_the_same_for_every_reader(small: Handbook) -> None:
    assert str(datetime.datetime.now(datetime.UTC).date()) not in page_of(small, "tools/pencil.md").record_page(
        "tool", "pencil"
    )


@pytest.mark.parametrize(
    ("title", "words"), [("Loss function", "loss function"), ("ROC curve", "ROC curve"), ("F1 score", "F1 score")]
)
def test_a_term_is_written_as_in_a_sentence(title: str, words: str) -> None:
    assert in_sentence(title) == words


def test_a_role_lists_what_it_leads_shares_and_is_told(real: Handbook) -> None:
    text = str(page_of(real, "roles/data-engineer.md").page_foot("role", "data-engineer"))
    leads, shares, told = (text.index(f"### {word}") for word in ("Leads", "Shares", "Is told"))
    assert leads < text.index("who-does-what.md#build-the-training-tables") < shares
    assert shares < text.index("who-does-what.md#define-features") < told
    assert told < text.index("who-does-what.md#label")
    assert text.count("who-does-what.md#label") == 1
