"""What every record has, and what every fact that ages has."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from macros.models.fields import (
    Confidence,
    Day,
    Line,
    Many,
    MissingCode,
    Origin,
    Prose,
    Slug,
    SourceId,
    ToolId,
    TopicId,
)


class Part(BaseModel):
    """A piece of a record: frozen, strict, and without unknown fields."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)


class Point(Part):
    """One point of a record; its id is its anchor on the record's page."""

    id: Slug
    """The point's anchor."""
    title: Line
    """A few words."""
    text: Prose
    """One to three sentences that say something true today."""
    topics: Many[TopicId] = ()
    """Topics that teach it."""
    tools: Many[ToolId] = ()
    """Tools it names."""


INDEX = "index"
"""The name of the page that lists a kind, where its records have pages of their own."""

FIRST = ("id", "title", "summary", "aliases", "formerly", "origin")
"""The fields that a file begins with, in this order, where its kind has them."""


class Record(Part):
    """One file of `data/`. The class says where its records live and which page shows them."""

    kind: ClassVar[str]
    folder: ClassVar[str]
    plural: ClassVar[str]
    page: ClassVar[str]
    """The page that shows a record, as a Markdown path with `{id}`; with `#{id}` where it shares the page.

    Where that is the page of another record, a field holds its id: `topics/{topic}.md#{id}`.
    """
    body: ClassVar[Literal["required", "optional", "none"]] = "none"

    id: Slug
    """Lower-case words joined by hyphens; the same as the file's name; never changed without `formerly`."""
    title: Line
    """What pages call it, in sentence case."""
    formerly: Many[Slug] = ()
    """Ids it had before; old addresses are redirected."""

    @property
    def key(self) -> str:
        """`tool/pytorch`: the record's name across kinds."""
        return f"{self.kind}/{self.id}"

    def location_of(self, record_id: str) -> str:
        """The page that shows this record under an id: a path in `docs/`, with an anchor where it shares the page."""
        return self.page.format(**{**vars(self), "id": record_id})

    @property
    def location(self) -> str:
        """The page that shows this record."""
        return self.location_of(self.id)

    @classmethod
    def has_own_page(cls) -> bool:
        """Whether each record of this kind is a page of its own."""
        return "#" not in cls.page

    @classmethod
    def has_one_page(cls) -> bool:
        """Whether one page shows all records of this kind."""
        path, shared, _ = cls.page.partition("#")
        return bool(shared) and "{" not in path


class Described(Record):
    """A record that says what it is: it can be linked, listed and searched."""

    summary: Prose
    """One or two sentences that say what it is; shown wherever it is linked."""
    aliases: Many[Line] = ()
    """Other words for it, acronyms included; search uses them."""
    origin: Origin | None = None
    """`article`: named in the 2023 articles the handbook began from; `added`: added since."""


DAYS_OF_WORK = ("checked_on", "read_on", "reviewed_on")
"""The fields that say when somebody did something: never in the future, and today in a new record."""


class Reviewed(Described):
    """A record that is mostly judgement: it says when it was last read through, page and all."""

    reviewed_on: Day
    """The day the record and its page were last read from end to end."""


class Fact(Described):
    """A record that can go out of date: it says who says so, when that was read, and when to look again."""

    source: Annotated[SourceId, MissingCode("fact-without-source")]
    """The source it rests on."""
    checked_on: Annotated[Day, MissingCode("fact-without-dates")]
    """The day it was last compared with the source."""
    recheck_after: Annotated[Day, MissingCode("fact-without-dates")]
    """The day after which it counts as overdue: some months on, sooner where things change fast."""
    confidence: Confidence = "medium"
    """`high`: official text, or two independent recent sources; `low`: weak or old."""


class Successions(Fact):
    """A fact about something that can end and be followed by something else."""

    status_since: Day | None = None
    """The day the status began; required unless it is current."""
    no_successor: Prose | None = None
    """Why nothing follows it, where it ended and `superseded_by` is empty."""

    @property
    def ended(self) -> bool:
        """Whether nobody should start with it any more."""
        return getattr(self, "status", "") in ("retired", "retiring")

    @property
    def successors(self) -> tuple[str, ...]:
        """The ids in `superseded_by`."""
        return tuple(getattr(self, "superseded_by", ()))


class Range(Part):
    """What lies between `low` and `high`; each kind of range says what these may be."""

    @field_validator("high", check_fields=False)
    @classmethod
    def _not_below_low(cls, high: float, info: ValidationInfo) -> float:
        """The range begins with its smaller end."""
        if high < info.data.get("low", 0):
            raise PydanticCustomError("low-above-high", "is less than 'low'")
        return high


class Hours(Range):
    """An honest range of hours of work."""

    low: Annotated[float, Field(gt=0, le=5000, allow_inf_nan=False)]
    """Hours for someone who has met the subject before."""
    high: Annotated[float, Field(gt=0, le=5000, allow_inf_nan=False)]
    """Hours for someone who meets it for the first time."""

    def __str__(self) -> str:
        """`3-6`, with an en dash; one number where both are the same."""
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g}\N{EN DASH}{self.high:g}"
