"""Questions: which are refused and why, which patterns are seen, and how a topic's page asks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from macros.checks import all_codes
from macros.diagnostics import Severity
from macros.handbook import Handbook, read_handbook
from macros.models import Option, Question
from macros.render.quiz import create_quiz, number, shuffled
from tests.conftest import TODAY, Write
from tests.macros.test_render import page_of

HEAD = """\
id: {id}
title: About lines
topic: {topic}
level: introductory
type: {type}
ask: What is a line?
"""

SKILL = "id: sketching\ntitle: Sketching\nsummary: Drawing.\norder: 1\nreviewed_on: 2026-11-01\n"
TOPIC = """\
id: {id}
title: Lines
summary: About lines.
skill: sketching
level: introductory
hours:
  low: 1
  high: 2
reviewed_on: 2026-11-01
"""


def single(name: str, right: int, count: int = 4, topic: str = "lines", long: int | None = None) -> str:
    """A question of type single with the right option at a place, and a long one at another."""
    lines = [HEAD.format(id=name, topic=topic, type="single"), "options:\n"]
    for place in range(count):
        words = ", which is said at some length" if place == long else ""
        lines.append(f"  - text: Option {place}{words}.\n    because: So it is.\n")
        lines.append("    right: true\n" if place == right else "")
    return "".join([*lines, "reviewed_on: 2026-11-01\n"])


def codes(write: Write, questions: Mapping[str, str], topics: Sequence[str] = ("lines",)) -> list[str]:
    """The codes that a handbook with these questions is told, but for what is not about questions."""
    files = {f"data/questions/{name}.yml": text for name, text in questions.items()}
    files |= {f"data/topics/{name}.yml": TOPIC.format(id=name) for name in topics}
    files |= {"data/skills/sketching.yml": SKILL, "docs/skills/sketching.md": "Text.\n"}
    found = read_handbook(write(files), TODAY).diagnostics
    return [one.code for one in found if one.path.startswith("data/questions/")]


def numeric(fields: str) -> str:
    """A numeric question with these fields."""
    head = HEAD.format(id="q", topic="lines", type="numeric")
    return f"{head}{fields}because: So it is.\nreviewed_on: 2026-11-01\n"


def test_a_sound_question_is_told_nothing(write: Write) -> None:
    assert codes(write, {"q": single("q", 1), "r": single("r", 0, count=5)}) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("answer: 0.3\ntolerance: 0.1\n", []),
        ("answer: -3\ntolerance: 0\nunit: ''\n", []),
        ("answer: 0.3\ntolerance: 0.1\nmistakes:\n  - answer: 0.5\n    because: Why.\n", []),
        ("answer: 0.3\ntolerance: 0.1\nmistakes:\n  - answer: 0.35\n    because: Why.\n", ["right-mistake"]),
        ("answer: 0.3\ntolerance: 0\nmistakes:\n  - answer: 0.3\n    because: Why.\n", ["right-mistake"]),
        ("answer: 0.3\ntolerance: 0.1\nmistakes:\n  - answer: 1\n", ["unexplained-option"]),
        ("answer: three\ntolerance: 0.1\n", ["wrong-type"]),
        ("answer: .inf\ntolerance: 0.1\n", ["wrong-type"]),
        ("answer: 3\ntolerance: -1\n", ["wrong-value"]),
        ("answer: 3\ntolerance: 0\nunit: <b>m</b>\n", ["html-in-data"]),
        ("answer: 3\n", ["missing-answer"]),
        ("unit: m\n", ["missing-answer", "missing-answer"]),
    ],
)
def test_a_numeric_question_needs_a_number_and_what_counts_as_right(write: Write, fields: str, told: list[str]) -> None:
    assert codes(write, {"q": numeric(fields)}) == told


def test_options_that_differ_only_in_blanks_and_capitals_are_the_same(write: Write) -> None:
    text = single("q", 0).replace("Option 2.", "OPTION   1.")
    assert codes(write, {"q": text}) == ["equal-options"]


def test_an_ordering_says_of_no_option_that_it_is_right_not_even_that_it_is_not(write: Write) -> None:
    text = single("q", 9).replace("type: single", "type: ordering")
    assert codes(write, {"q": text}) == []
    written = text.replace("because: So it is.\n", "because: So it is.\n    right: false\n", 1)
    assert codes(write, {"q": written}) == ["misfit-field"]


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([0, 0], 0),
        ([0, 0, 1], 0),
        ([1, 1, 1], 1),
        ([2, 2, 2, 0], 0),
        ([3, 3, 3, 3], 1),
        ([0, 0, 0, 0, 1, 2], 0),
        ([0, 0, 0, 0, 0, 1], 1),
    ],
)
def test_no_position_is_right_in_more_than_half_and_one(write: Write, places: list[int], told: int) -> None:
    questions = {f"q-{at}": single(f"q-{at}", place) for at, place in enumerate(places)}
    assert codes(write, questions) == ["right-position"] * told


@pytest.mark.parametrize(("long", "told"), [([0, 1, 2], 1), ([0, 1, 3], 0), ([0, 1, None], 0), ([3, 2, 1], 0)])
def test_the_longest_option_is_not_nearly_always_right(write: Write, long: list[int | None], told: int) -> None:
    questions = {f"q-{at}": single(f"q-{at}", at, long=place) for at, place in enumerate(long)}
    assert codes(write, questions) == ["longest-is-right"] * told


def test_topics_are_judged_by_themselves_and_all_questions_together_only_reported(write: Write) -> None:
    topics = [f"lines-{at}" for at in range(6)]
    questions = {f"q-{at}": single(f"q-{at}", 0 if at < 7 else 1, topic=topics[at // 2]) for at in range(12)}
    assert codes(write, questions, topics) == ["common-position"]
    found = read_handbook(write({}), TODAY).diagnostics
    assert [one.severity for one in found if one.code == "common-position"] == [Severity.REPORT]


def test_questions_that_are_broken_otherwise_make_no_pattern(write: Write) -> None:
    assert set(codes(write, {f"q-{at}": single(f"q-{at}", 9) for at in range(3)})) == {"no-right-option"}


def test_every_rule_about_questions_has_a_sentence() -> None:
    names = ("misfit-field", "missing-answer", "number-of-options", "right-mistake", "unexplained-option")
    assert all(all_codes()[name] for name in names)


# --- on the page ---------------------------------------------------------------------------------------------------


def ordering(small: Handbook, name: str, count: int) -> Question:
    """An ordering with so many options."""
    question = small.catalog.get("question", "how-a-line-is-drawn")
    assert isinstance(question, Question)
    options = tuple(Option(text=f"Step {place}", because="So it is.") for place in range(count))
    return question.model_copy(update={"id": name, "options": options})


def test_an_ordering_is_shuffled_always_alike_and_never_right(small: Handbook) -> None:
    for count in (3, 4, 5):
        orders = [shuffled(ordering(small, f"q-{at}", count)) for at in range(100)]
        assert orders == [shuffled(ordering(small, f"q-{at}", count)) for at in range(100)]
        assert list(range(count)) not in orders
        assert all(sorted(order) == list(range(count)) for order in orders)
        assert len({tuple(order) for order in orders}) >= count


def test_letters_follow_the_page_and_places_the_file(small: Handbook) -> None:
    (item,) = create_quiz([ordering(small, "q", 4)])
    assert [choice.letter for choice in item.choices] == ["A", "B", "C", "D"]
    assert [choice.option.text for choice in item.in_file_order] == ["Step 0", "Step 1", "Step 2", "Step 3"]


def test_questions_stand_by_level_and_are_numbered(small: Handbook) -> None:
    items = page_of(small, "topics/lines.md").quiz(small.catalog.pages["topics/lines.md"])
    assert [item.number for item in items] == [1, 2, 3, 4]
    assert [item.question.level for item in items] == ["introductory", "introductory", "intermediate", "advanced"]


def test_an_edition_changes_with_what_is_asked_and_not_with_its_explanation(small: Handbook) -> None:
    question = ordering(small, "q", 3)

    def edition(**update: object) -> str:
        return create_quiz([question.model_copy(update=update)])[0].edition

    assert edition() == edition(title="Another title") == edition(reviewed_on=TODAY)
    other = tuple(option.model_copy(update={"because": "Otherwise."}) for option in question.options)
    assert edition() == edition(options=other)
    assert len({edition(), edition(ask="What?"), edition(options=question.options[::-1])}) == 3


@pytest.mark.parametrize(
    ("value", "text"), [(0.44, "0.44"), (1200.0, "1200"), (1234567.5, "1234567.5"), (0.1 + 0.2, "0.3"), (-5.0, "-5")]
)
def test_a_number_is_printed_as_it_was_meant(value: float, text: str) -> None:
    assert number(value) == text


def test_a_topics_page_asks_after_its_text_and_answers_on_paper_at_its_end(small: Handbook) -> None:
    foot = str(page_of(small, "topics/lines.md").page_foot("topic", "lines"))
    parts = ["## Check yourself", 'class="hb-quiz"', "## What needs it", 'class="hb-answers"', "Page last reviewed"]
    places = [foot.index(part) for part in parts]
    assert places == sorted(places)
    assert "Questions" not in foot


def test_a_topic_without_questions_has_no_quiz(small: Handbook) -> None:
    foot = str(page_of(small, "topics/shapes.md").page_foot("topic", "shapes"))
    assert "hb-quiz" not in foot
    assert "hb-answers" not in foot


def test_a_skill_says_how_many_questions_its_topics_have(small: Handbook) -> None:
    head = str(page_of(small, "skills/sketching.md").page_head("skill", "sketching"))
    assert "4 questions to check yourself" in head


def test_a_question_is_linked_on_its_topics_page(small: Handbook) -> None:
    link = page_of(small, "roadmap/begin.md").link("question", "what-lines-have")
    assert link == "[What every line has](../topics/lines.md#question-what-lines-have)"
