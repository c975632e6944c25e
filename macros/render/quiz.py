"""The questions of a topic as a quiz: numbered, their options lettered, those of an ordering shuffled."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.models import Option, Question

LEVELS = ("introductory", "intermediate", "advanced")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option as the page shows it; `place` is where it stands in the file, counted from 1."""

    letter: str
    option: Option
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question of a quiz, with its number and its options as they are shown."""

    number: int
    question: Question
    choices: tuple[Choice, ...]

    @property
    def in_file_order(self) -> list[Choice]:
        """The options as the file has them: those of an ordering in the right order."""
        return sorted(self.choices, key=lambda choice: choice.place)

    @property
    def edition(self) -> str:
        """Another one after each change of what is asked or right: answers to an older one are not remembered."""
        question = self.question
        shown = [(choice.option.text, choice.option.right) for choice in self.in_file_order]
        return _digest(repr((question.ask, question.type, shown, question.answer, question.tolerance)))[:8]


def create_quiz(questions: Iterable[Question]) -> list[Item]:
    """The questions by level and title, numbered from 1."""
    ordered = sorted(questions, key=lambda question: (LEVELS.index(question.level), question.title.casefold()))
    return [
        Item(number=number, question=question, choices=tuple(_choices(question)))
        for number, question in enumerate(ordered, 1)
    ]


def shuffled(question: Question) -> list[int]:
    """The places of an ordering's options in an order that is always the same, and never the right one."""
    right = list(range(len(question.options)))
    order = sorted(right, key=lambda place: _digest(f"{question.id}: {question.options[place].text}"))
    return order if order != right else [*order[1:], order[0]]


def number(value: float) -> str:
    """`0.44`, `1200`, `1e-07`: a number as people and programs read it."""
    return f"{value:.12g}"


def _choices(question: Question) -> Iterator[Choice]:
    order = shuffled(question) if question.type == "ordering" else range(len(question.options))
    for letter, place in zip(string.ascii_uppercase, order, strict=False):
        yield Choice(letter=letter, option=question.options[place], place=place + 1)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
