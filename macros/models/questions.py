"""Questions: what is asked about a topic, what is right, and why anything else is not."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from macros.models.base import Part, Record
from macros.models.fields import Day, Distance, Level, Many, MissingCode, Number, Prose, TopicId, Unit

Because = Annotated[Prose, MissingCode("unexplained-option")]


class Option(Part):
    """Something that a reader can choose, or put in order."""

    text: Prose
    """What the reader sees."""
    right: bool = False
    """Whether it is right; not in an ordering, where all are."""
    because: Because
    """Why it is right; or which belief leads here, and why that is wrong; in an ordering, why it stands there."""


class Mistake(Part):
    """A wrong number that people get."""

    answer: Number
    """The wrong number."""
    because: Because
    """How one gets it, and what is wrong with that."""


class Question(Record):
    """A question about a topic, in which every answer has its explanation."""

    kind: ClassVar = "question"
    folder: ClassVar = "questions"
    plural: ClassVar = "Questions"
    page: ClassVar = "topics/{topic}.md#question-{id}"

    topic: TopicId
    """The topic that it asks about."""
    level: Level
    """How much it asks for."""
    type: Literal["single", "multiple", "numeric", "ordering"]
    """`single`: one option is right; `multiple`: one or more are; `numeric`: a number; `ordering`: into an order."""
    ask: Prose
    """The question, with all that one needs to answer it."""
    options: Many[Option] = ()
    """Three to five options; those of an ordering in the right order, the page shuffles them. None in a numeric one."""
    answer: Number | None = None
    """In a numeric question: the right number."""
    tolerance: Distance | None = None
    """In a numeric question: how far from it a right answer may be, as a number; 0 where it must be exact."""
    unit: Unit = ""
    """In a numeric question: the unit of the answer, where it has one."""
    because: Prose | None = None
    """In a numeric question: how one gets the answer."""
    mistakes: Many[Mistake] = ()
    """In a numeric question: wrong numbers that people get, each with its explanation."""
    reviewed_on: Day
    """The day it was last answered by somebody who knows, every explanation included."""

    @property
    def right_positions(self) -> tuple[int, ...]:
        """Where the right options stand, counted from 0."""
        return tuple(place for place, option in enumerate(self.options) if option.right)
