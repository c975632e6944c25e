"""The kinds that hold facts and words: tools, certificates, pay, resources, terms, sources, claims."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from macros.models.base import Described, Fact, Hours, Point, Range, Successions
from macros.models.currencies import Currency
from macros.models.fields import (
    Address,
    Cost,
    Count,
    Day,
    Level,
    Line,
    Many,
    Money,
    Prose,
    Reference,
    RoleId,
    SkillId,
    Slug,
    TermId,
    ToolId,
    TopicId,
)

Category = Literal[
    "language", "notebook", "data-frames", "database", "big-data", "streaming", "table-format", "orchestration",
    "classical-ml", "deep-learning", "tuning", "language-models", "agents", "vector-store", "tracking",
    "feature-store", "serving", "containers", "monitoring", "testing", "data-quality", "labelling", "cloud",
    "version-control", "exchange", "visualisation",
]  # fmt: skip


class Tool(Successions):
    """A library, program or service, with its life cycle."""

    kind: ClassVar = "tool"
    folder: ClassVar = "tools"
    plural: ClassVar = "Tools"
    page: ClassVar = "tools/{id}.md"
    body: ClassVar = "optional"

    category: Category
    """What it is used for first."""
    status: Literal["current", "maintenance", "retired"]
    """`maintenance`: fixes only; `retired`: nothing any more."""
    homepage: Address
    """The project's own home or documentation; never a package index."""
    licence: Line
    """Its licence, as an SPDX name where there is one."""
    use_for: Prose
    """What it is good for."""
    not_for: Prose
    """When to take something else, and what."""
    first_task: Prose
    """The first thing to do with it; for a retired tool, the first thing to do about it."""
    latest: Line | None = None
    """The newest version seen on `checked_on`."""
    superseded_by: Many[Annotated[Slug, Reference(kind="tool", order="successor", inverse="Takes over from")]] = ()
    """Tools to use instead, best first."""
    alternatives: Many[ToolId] = ()
    """Tools one would compare it with."""
    skills: Many[SkillId] = ()
    """Skills it belongs to."""
    topics: Many[TopicId] = ()
    """Topics it is used in."""


class Certification(Successions):
    """A certificate that can, or could, be earned by an exam."""

    kind: ClassVar = "certification"
    folder: ClassVar = "certifications"
    plural: ClassVar = "Certificates"
    page: ClassVar = "certifications.md#{id}"

    vendor: Line
    """Who gives it."""
    exam: Line | None = None
    """The exam's code."""
    status: Literal["announced", "current", "retiring", "retired"]
    """`retiring`: a last day is known."""
    last_exam_on: Day | None = None
    """The last day it could, or can, be sat."""
    homepage: Address
    """The vendor's page."""
    price: Money | None = None
    """The exam's price."""
    currency: Currency | None = None
    """The price's currency, like USD."""
    valid_years: Annotated[int, Field(ge=1, le=10)] | None = None
    """How long it is valid, in years."""
    superseded_by: Many[
        Annotated[Slug, Reference(kind="certification", order="successor", inverse="Takes over from")]
    ] = ()
    """Certificates to take instead, best first."""
    skills: Many[SkillId] = ()
    """Skills it examines."""


class Spread(Range):
    """Between which figures a share of those counted lies."""

    low: Money
    """The lower end."""
    high: Money
    """The upper end."""
    holds: Literal["half", "four fifths"]
    """The share between them: the middle half, or the middle four fifths."""


class Pay(Fact):
    """One reading of pay. Two readings are comparable only where measure, statistic and population agree."""

    kind: ClassVar = "pay"
    folder: ClassVar = "pay"
    plural: ClassVar = "Pay"
    page: ClassVar = "pay.md#{id}"

    amount: Money
    """The figure, in units of the currency."""
    currency: Currency
    """Like USD."""
    per: Literal["year", "day"]
    """The time that the figure pays for."""
    measure: Literal["base", "total", "wage", "advertised", "unclear"]
    """`base`: salary alone; `total`: with stock and bonus; `wage`: official statistics; `advertised`: job ads;
    `unclear`: its source does not say."""
    statistic: Literal["median", "mean", "unclear"]
    """What kind of average it is."""
    region: Line
    """The country or city."""
    population: Line
    """Whose pay it is."""
    role: RoleId | None = None
    """The role whose pay it is, where those paid have this role and no other."""
    period: Line
    """The time it was paid in."""
    sample: Count | None = None
    """How many people or ads it rests on."""
    spread: Spread | None = None
    """Between which figures the middle of them lies, where the source says it."""
    factors: Many[Point] = ()
    """What its source says that pay depends on."""
    caution: Prose
    """What the figure does not say."""


class Resource(Fact):
    """Something to learn from, with what it costs."""

    kind: ClassVar = "resource"
    folder: ClassVar = "resources"
    plural: ClassVar = "Resources"
    page: ClassVar = "resources.md#{id}"

    address: Address
    """Where it is."""
    author: Line
    """Who made it."""
    format: Literal[
        "article", "book", "community", "course", "documentation", "exercises", "guide", "interactive", "paper",
        "reference", "statistics", "tutorial", "video",
    ]  # fmt: skip
    """What one opens."""
    cost: Cost
    """`free-to-audit`: the material is free, the certificate is not."""
    price: Money | None = None
    """What it costs, where that is not nothing."""
    currency: Currency | None = None
    """The price's currency, like USD."""
    no_price: Prose | None = None
    """Why no price stands here, where it is not free."""
    login: bool
    """Whether an account is needed."""
    hours: Hours | None = None
    """Hours of work; none for something one only looks things up in."""
    video: bool = False
    """Whether much of it is film, so that reading alone will not do."""
    offline: Literal["possible", "impossible", "unknown"] = "unknown"
    """`possible`: all of it can be taken along in a form meant for that, such as a PDF or a repository."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    """Its language, as an ISO 639-1 code."""
    licence: Line
    """Its licence, or `all rights reserved`, or `unknown`."""
    level: Level
    """How much it asks for."""
    status: Literal["current", "maintenance", "retired"] = "current"
    """`maintenance`: no longer changed, and still worth it."""
    unreachable_since: Day | None = None
    """The day since which its address could not be opened any more."""
    why: Prose
    """Why this one, in one sentence."""
    skills: Many[SkillId] = ()
    """Skills it serves."""
    topics: Many[TopicId] = ()
    """Topics it serves."""


class Term(Described):
    """A word of the field; the summary is its definition."""

    kind: ClassVar = "term"
    folder: ClassVar = "terms"
    plural: ClassVar = "Glossary terms"
    page: ClassVar = "glossary.md#{id}"

    topics: Many[TopicId] = ()
    """Topics that explain it."""
    see: Many[TermId] = ()
    """Related terms."""


class SourceOfFacts(Described):
    """A document that facts rest on."""

    kind: ClassVar = "source"
    folder: ClassVar = "sources"
    plural: ClassVar = "Sources"
    page: ClassVar = "sources.md#{id}"

    publisher: Line
    """Who published it."""
    address: Address
    """Where a reader can open it."""
    published: Line | None = None
    """The day, month or year it was published, as it says itself."""
    read: Literal["original", "copy", "listed"]
    """How it was read; `listed`: only named somewhere."""
    via: Address | None = None
    """For a copy: where the copy was read."""
    read_on: Day
    """When it was read."""
    unreachable_since: Day | None = None
    """The day since which its address could not be opened any more."""


class Claim(Fact):
    """A dated fact that prose cites: the value it prints, and the sentence that says what it measures."""

    kind: ClassVar = "claim"
    folder: ClassVar = "claims"
    plural: ClassVar = "Claims"
    page: ClassVar = "ledger.md#{id}"

    value: Line
    """What the page prints where it is cited, with its unit."""
    change: bool = False
    """Whether a percentage says by how much something changed: only then may it be more than 100."""
    day: Day | None = None
    """The day that the value names, where something begins or ends on it: the calendar shows it."""
