"""Rules about questions: what each type has, what is right in it, and that its right answers have no pattern."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from macros.catalog import Catalog
from macros.checks.finding import Finding
from macros.loader import Entry
from macros.models import Question

CHOICE = ("single", "multiple")
FEWEST, MOST = 3, 5
"""How many options a question has."""

NUMERIC_FIELDS = ("answer", "tolerance", "because")
"""What a numeric question needs; beside these it may have a unit and mistakes, and no other question has any."""

Asked = tuple[Entry, Question]


def misfit_field(catalog: Catalog) -> Iterator[Finding]:
    """A question has the fields of its type and no others."""
    for entry, question in asked(catalog):
        for field in _misfits(question):
            message = f"'{field}' in a question of type {question.type}"
            hint = "remove it, or change the type"
            yield Finding(entry=entry, loc=(field,), message=message, hint=hint, key=True)
        for place, option in enumerate(question.options if question.type == "ordering" else ()):
            if "right" in option.model_fields_set:
                message, hint = "'right' in an ordering", "remove it: the order of the file is the right one"
                yield Finding(entry=entry, loc=("options", place, "right"), message=message, hint=hint, key=True)


def missing_answer(catalog: Catalog) -> Iterator[Finding]:
    """A numeric question says its answer, the tolerance and how one gets there."""
    for entry, question in asked(catalog, "numeric"):
        for field in NUMERIC_FIELDS:
            if getattr(question, field) is None:
                message = f"a numeric question without '{field}'"
                meaning = (Question.model_fields[field].description or "").partition(": ")[2].rstrip(".")
                hint = f"add '{field}': {meaning}"
                yield Finding(entry=entry, loc=("type",), message=message, hint=hint, key=True)


def number_of_options(catalog: Catalog) -> Iterator[Finding]:
    """A question to choose from or to put in order has three to five options."""
    for entry, question in asked(catalog, *CHOICE, "ordering"):
        count = len(question.options)
        if not FEWEST <= count <= MOST:
            message = f"{count or 'no'} option{'' if count == 1 else 's'}, and a question has {FEWEST} to {MOST}"
            hint = "keep the best" if count > MOST else "add what people really believe, each with its 'because'"
            loc = ("options",) if count else ("type",)
            yield Finding(entry=entry, loc=loc, message=message, hint=hint, key=True)


def no_right_option(catalog: Catalog) -> Iterator[Finding]:
    """A question to choose from has a right option."""
    for entry, question in asked(catalog, *CHOICE):
        if question.options and not question.right_positions:
            hint = "write 'right: true' below the text of the right one"
            yield Finding(entry=entry, loc=("options",), message="no option is right", hint=hint, key=True)


def no_wrong_option(catalog: Catalog) -> Iterator[Finding]:
    """A question to choose from has a wrong option."""
    for entry, question in asked(catalog, *CHOICE):
        if question.options and len(question.right_positions) == len(question.options):
            hint = "add a belief that people really hold, or take 'right: true' from one"
            yield Finding(entry=entry, loc=("options",), message="every option is right", hint=hint, key=True)


def several_right_options(catalog: Catalog) -> Iterator[Finding]:
    """A question of type single has one right option."""
    for entry, question in asked(catalog, "single"):
        if 1 < len(question.right_positions) < len(question.options):
            for place in question.right_positions[1:]:
                message = f"a second right option, after option {question.right_positions[0] + 1}"
                hint = "keep one, or write type: multiple"
                yield Finding(entry=entry, loc=("options", place, "right"), message=message, hint=hint)


def equal_options(catalog: Catalog) -> Iterator[Finding]:
    """An option, or a known mistake, stands once."""
    for entry, question in asked(catalog):
        seen: dict[object, int] = {}
        for place, option in enumerate(question.options):
            if (first := seen.setdefault(" ".join(option.text.split()).casefold(), place)) != place:
                message = f"the same as option {first + 1}"
                yield Finding(entry=entry, loc=("options", place, "text"), message=message, hint="keep one of the two")
        for place, mistake in enumerate(question.mistakes):
            if (first := seen.setdefault(mistake.answer, place)) != place:
                message = f"the same number as mistake {first + 1}"
                yield Finding(entry=entry, loc=("mistakes", place, "answer"), message=message, hint="keep one")


def right_mistake(catalog: Catalog) -> Iterator[Finding]:
    """A known mistake is a wrong number: it is farther from the answer than the tolerance."""
    for entry, question in asked(catalog, "numeric"):
        if question.answer is None:
            continue
        tolerance = question.tolerance or 0
        for place, mistake in enumerate(question.mistakes):
            if abs(mistake.answer - question.answer) <= tolerance:
                message = f"{mistake.answer:g} counts as right: the answer is {question.answer:g} ± {tolerance:g}"
                hint = "make the tolerance smaller, or remove the mistake"
                yield Finding(entry=entry, loc=("mistakes", place, "answer"), message=message, hint=hint)


# --- patterns ------------------------------------------------------------------------------------------------------

FEWEST_TO_COMPARE = 3
"""From so many questions of type single about a topic on, a pattern can be seen."""

FEWEST_OVER_ALL = 12
LONGER = 1.1
"""A right option that is longer than any other by more than a tenth is seen to be the longest."""


def right_position(catalog: Catalog) -> Iterator[Finding]:
    """Of a topic's questions of type single, three or more, one position is right in half and one at most."""
    for topic, questions in _by_topic(catalog).items():
        places = Counter(question.right_positions[0] for _, question in questions)
        place, count = places.most_common(1)[0]
        if count > len(questions) // 2 + 1:
            entry = [entry for entry, question in questions if question.right_positions[0] == place][-1]
            message = f"option {place + 1} is right in {count} of the {len(questions)} questions about '{topic}'"
            hint = "move it up or down"
            yield Finding(entry=entry, loc=("options", place), message=message, hint=hint)


def longest_is_right(catalog: Catalog) -> Iterator[Finding]:
    """Of a topic's questions of type single, three or more, the right option is the longest in half and one at most."""
    for topic, questions in _by_topic(catalog).items():
        long = [(entry, question) for entry, question in questions if _is_longest(question)]
        if len(long) > len(questions) // 2 + 1:
            entry, question = long[-1]
            message = f"the longest option is right in {len(long)} of the {len(questions)} questions about '{topic}'"
            loc = ("options", question.right_positions[0], "text")
            hint = "shorten it, or say more in a wrong one; the reasons belong in 'because'"
            yield Finding(entry=entry, loc=loc, message=message, hint=hint)


def common_position(catalog: Catalog) -> Iterator[Finding]:
    """Over all questions of type single with as many options, no position has half of the right ones."""
    groups: defaultdict[int, list[Asked]] = defaultdict(list)
    for entry, question in _sound_single(catalog):
        groups[len(question.options)].append((entry, question))
    for size, questions in groups.items():
        place, count = Counter(question.right_positions[0] for _, question in questions).most_common(1)[0]
        if len(questions) >= FEWEST_OVER_ALL and count * 2 > len(questions):
            entry = next(entry for entry, question in questions if question.right_positions[0] == place)
            message = f"option {place + 1} is right in {count} of all {len(questions)} questions with {size} options"
            yield Finding(entry=entry, loc=("options", place), message=message, hint="move it here or elsewhere")


def _is_longest(question: Question) -> bool:
    """Whether the right option of a question of type single can be told by its length."""
    right = question.right_positions[0]
    others = [len(option.text) for place, option in enumerate(question.options) if place != right]
    return len(question.options[right].text) > LONGER * max(others)


def _by_topic(catalog: Catalog) -> Mapping[str, list[Asked]]:
    """The questions of type single by topic, where there are enough to compare."""
    groups: defaultdict[str, list[Asked]] = defaultdict(list)
    for entry, question in _sound_single(catalog):
        groups[question.topic].append((entry, question))
    return {topic: found for topic, found in groups.items() if len(found) >= FEWEST_TO_COMPARE}


def _sound_single(catalog: Catalog) -> Iterator[Asked]:
    """The questions of type single with one right option among others."""
    for entry, question in asked(catalog, "single"):
        if len(question.right_positions) == 1 < len(question.options):
            yield entry, question


def _misfits(question: Question) -> list[str]:
    """The fields that a question of its type has no use for."""
    foreign = ("options",) if question.type == "numeric" else (*NUMERIC_FIELDS, "unit", "mistakes")
    return [field for field in foreign if getattr(question, field) not in (None, "", ())]


def asked(catalog: Catalog, *types: str) -> Iterator[Asked]:
    """The questions of these types, or all."""
    for entry in catalog.entries.values():
        if isinstance(entry.record, Question) and (not types or entry.record.type in types):
            yield entry, entry.record
