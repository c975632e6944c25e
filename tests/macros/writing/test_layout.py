"""The form of a data file: exact, stable, and as a person would have written it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from macros.models import MODELS, Skill, Step, Term, Tool, Topic
from macros.source import HIDDEN, Source, parse
from macros.writing.comments import find_comments
from macros.writing.layout import InexactError, laid_out
from macros.writing.texts import WIDTH, written_line, written_text
from tests.conftest import ROOT

WORDS = st.text("abz09 #:-?'\"!&*%@`|>[]{},.\\~=é中\N{NO-BREAK SPACE}\t\n\ufffe", max_size=12)
TEXTS = st.one_of(
    WORDS,
    st.lists(WORDS, max_size=40).map(" ".join),
    st.sampled_from(
        ["", " ", "x" * 200, "x " * 100, "true", "null", "12", "1.5", "---", "... x", "- x", "a\n b\n", "\n"]
    ),
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=60).filter(
        lambda text: not HIDDEN.search(text)
    ),
)
VALUES = st.recursive(
    st.one_of(TEXTS, st.none(), st.booleans(), st.integers(-(10**6), 10**6), st.sampled_from([0.5, 1e3, -2.25])),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=20,
)
FIELDS = st.sampled_from([*Skill.model_fields, "because", "can", "aware", "low", "x-y"])
RECORDS = st.dictionaries(FIELDS, VALUES, max_size=8)
COMMENTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), st.booleans()), max_size=12)

STEP = """\
id: begin
title: Begin
hours: {low: 1, high: 2}
requires:
  - because: >-
      the lines of one
      are those of the other
    step: go-on
  - step: look
    because: it is there
points:
- id: one
  tools: [pencil,
    brush]
outcomes:
  - |-
    draws
    and paints
  - "says: why"
skills:
  - - x
reviewed_on: 2026-11-01
"""


class Plain(yaml.SafeDumper):
    """Writes values without aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Repeat what stands twice."""
        return True


def form(text: str, model: Any = Term) -> str:
    """A text in its form, which says what the text says and stays as it is."""
    source = parse(text, "x.yml")
    assert source.faults == ()
    written = laid_out(source, model)
    again = parse(written, "x.yml")
    assert again.faults == ()
    assert same(again.value, source.value)
    assert comments(again) == comments(source)
    assert laid_out(again, model) == written
    return written


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal in type too."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def comments(source: Source) -> list[str]:
    """The comments of a text, sorted, without the line for editors."""
    found = [comment.text for comment in find_comments(source.text, source.root)] if source.root else []
    return sorted(text for text in found if not text.startswith("# yaml-language-server:"))


def body(text: str, model: Any = Term) -> str:
    """A text in its form, without the line for editors."""
    return form(text, model).split("\n", maxsplit=1)[1]


# --- whatever the text ---------------------------------------------------------------------------------------------


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_read_back_as_it_was_wherever_it_stands(text: str) -> None:
    written = json.dumps(text, ensure_ascii=False)
    source = f"title: {written}\naliases: [{written}, [{written}]]\nsee: {{{written}: {written}}}\n"
    assume(not parse(source, "x").faults)
    form(source)


@given(WORDS)
def test_quotes_stand_only_where_plain_text_would_be_something_else(text: str) -> None:
    if written_line(text) != text and "\n" not in text:
        for before in ("k: ", "- "):
            value = parse(f"{before}{text}\n", "x").value
            assert value not in ({"k": text}, [text])


@given(TEXTS, st.integers(0, 60))
def test_a_line_is_long_only_where_it_cannot_be_broken(text: str, indent: int) -> None:
    for line in written_text(text, indent, indent):
        long = len(line.strip()) > WIDTH - indent
        assert not long or line.strip().startswith('"') or " " not in line.strip() or "  " in text or " \n" in text


@settings(deadline=None)
@given(RECORDS, st.sampled_from([True, False, None]), st.integers(10, 200), st.sampled_from([None, '"', "'", "|", ">"]))
def test_any_record_keeps_its_values_in_any_style(
    record: Any, flow: bool | None, width: int, style: str | None
) -> None:
    text = yaml.dump(
        record, Dumper=Plain, allow_unicode=True, default_flow_style=flow, width=width, default_style=style
    )
    assume(not HIDDEN.search(text) and not parse(text, "x").faults)
    form(text, Skill)


@given(places=COMMENTS)
@settings(deadline=None)
def test_comments_anywhere_are_kept_and_change_nothing(places: list[tuple[int, int, bool]]) -> None:
    lines = STEP.split("\n")
    for number, (line, indent, trailing) in enumerate(places):
        at = line % len(lines)
        if trailing:
            lines[at] += f"{' ' * (indent + 1)}# {number}"
        else:
            lines.insert(at, f"{' ' * indent}# {number}")
    text = "\n".join(lines)
    assume(not parse(text, "x").faults)
    form(text, Step)


# --- what a contributor sees ---------------------------------------------------------------------------------------

LONG = (
    "A sentence with enough words that it does not fit on the line on which it was begun, so that it goes on below it."
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("title: 'Line'", "title: Line"),
        ('title: "12"', 'title: "12"'),
        ('title: "2.15.0"', "title: 2.15.0"),
        ("title: 'true'", 'title: "true"'),
        ("title: 'off'", "title: off"),
        ('title: "say: it"', 'title: "say: it"'),
        ("title: 'a # b'", 'title: "a # b"'),
        ("title: '# a'", 'title: "# a"'),
        ("title: 'a '", 'title: "a "'),
        ("title: a  b", "title: a  b"),
        ("title: 'say \"a: b\" \\ c'", 'title: "say \\"a: b\\" \\\\ c"'),
        ("title:\n  on two\n  lines", "title: on two lines"),
        ("order: 1.50", "order: 1.50"),
        ("order: 1e3", "order: 1e3"),
        ("order: ~", "order: ~"),
        ("order:", "order:"),
        ("see: []", "see: []"),
        ("see: {}", "see: {}"),
        ("see: [a, [b, c], {}]", "see:\n  - a\n  - - b\n    - c\n  - {}"),
        ("see:\n- a\n\n- b", "see:\n  - a\n  - b"),
        ("summary: |-\n  two\n    lines", "summary: |-\n  two\n    lines"),
        ("summary: |\n  one", "summary: >\n  one"),
        ('summary: "two\\nlines\\n\\n"', 'summary: "two\\nlines\\n\\n"'),
        (f"summary: {LONG}", f"summary: >-\n  {LONG}"),
        (f"summary: {LONG} {LONG}", f"summary: >-\n  {LONG} A\n  {LONG[2:]}"),
        (f"summary: >-\n  {LONG} A\n  line.\n\n  {LONG}", f"summary: >-\n  {LONG} A\n  line.\n\n  {LONG}"),
        (f"see: ['{LONG} {LONG}']", f"see:\n  - >-\n    {LONG} A\n    {LONG[2:]}"),
        (f"summary: https://example.org/{'x' * 200}", f"summary: https://example.org/{'x' * 200}"),
        ("---\ntitle: Line\n...", "title: Line"),
    ],
)
def test_a_value_is_written_as_plainly_as_it_can_be(written: str, expected: str) -> None:
    assert body(f"{written}\n") == f"{expected}\n"


def test_fields_stand_in_the_order_of_the_model_and_unknown_ones_below() -> None:
    names = ["zebra", "checked_on", "latest", "status_since", "aliases", "homepage", "id", "apple"]
    text = "".join(f"{name}: x\n" for name in names)
    names = [line.split(":")[0] for line in body(text, Tool).split("\n") if line and line[0].isalpha()]
    assert names == ["id", "aliases", "homepage", "latest", "status_since", "checked_on", "apple", "zebra"]


def test_fields_of_parts_stand_in_the_order_of_their_model() -> None:
    text = "requires:\n  - because: it is so\n    topic: shapes\nhours: {high: 2, low: 1}\n"
    expected = "hours:\n  low: 1\n  high: 2\nrequires:\n  - topic: shapes\n    because: it is so\n"
    assert body(text, Topic) == expected


def test_without_a_model_names_are_sorted() -> None:
    assert form("b:\n  y/z: 1\n  a/b: 2\na: {}\n", None) == "a: {}\nb:\n  a/b: 2\n  y/z: 1\n"


COMMENTED = """\
# yaml-language-server: $schema=../elsewhere.json
# about the record

# about the title
title: Line
see: # after see
  # about shape
  - shape

  - - # after a dash
      a: 1
  # at the end of see
id: line
topics: [lines, # after lines
  more]
aliases:
  - x: |
      # text
    y: >- # after y
      folded
    # at the end of an item
# at the end
"""

TIDY = """\
# yaml-language-server: $schema=../../schemas/term.schema.json
id: line
# about the record
# about the title
title: Line
aliases:
  - x: |-
      # text
      more
    # after y
    y: folded
    # at the end of an item
# after lines
topics:
  - lines
  - more
# after see
see:
  # about shape
  - shape
  # after a dash
  - - a: 1
  # at the end of see
# at the end
"""


def test_comments_stay_with_what_they_stand_above() -> None:
    assert form(COMMENTED.replace("x: |\n      # text\n", "x: |-\n      # text\n      more\n")) == TIDY


def test_a_comment_that_new_wrote_goes_and_a_comment_of_the_contributor_stays() -> None:
    text = "# What pages call it.\ntitle: Line\n# summary:\n# my own\nid: line\n"
    written = laid_out(parse(text, "x"), Term, {"# What pages call it.", "# summary:"})
    assert written.split("\n")[1:] == ["# my own", "id: line", "title: Line", ""]


def test_a_text_that_cannot_be_said_exactly_is_refused() -> None:
    with pytest.raises(InexactError):
        laid_out(parse(f"? {'k' * 1100}\n: 1\n", "x"), Term)


def test_a_text_that_would_become_too_large_to_be_read_is_refused() -> None:
    nested = "[" * 15 + ",".join("a" * 20_000) + "]" * 15
    source = parse(f"see: {nested}\n", "x")
    assert source.faults == ()
    with pytest.raises(InexactError):
        laid_out(source, Term)


@pytest.mark.parametrize("kind", MODELS)
def test_every_file_of_a_kind_names_its_schema(kind: str) -> None:
    first = form("id: x\n", MODELS[kind]).split("\n")[0]
    path = Path("data", MODELS[kind].folder, first.partition("$schema=")[2])
    assert (ROOT / path).resolve() == ROOT / "schemas" / f"{kind}.schema.json"
