"""Which facts of a kind stand side by side in a table, and by what a reader can filter and sort it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from macros.catalog import Catalog, Key
from macros.models import Certification, Claim, Fact, Pay, Record, Resource, Task, Tool
from macros.render.text import day, due, money, plain

LEVELS_OF_RESOURCES = ("introductory", "intermediate", "advanced")
NOTHING = "\N{EM DASH}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a row says in a column."""

    text: Markup = field(default_factory=Markup)
    key: str | None = None
    """What rows are sorted by, where it is not the text; empty for what comes last."""
    value: str | None = None
    """What rows are filtered by, where it is not the text."""
    record: Key | None = None
    """A record that the cell links, in place of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One fact of each record. Its name is what the page's address calls it."""

    name: str
    title: str
    cell: Callable[[Any], Cell]
    filter: bool = False
    """Whether rows can be filtered by its values."""
    sort: bool = True
    """Whether rows can be sorted by it: not where it has no order that says something."""
    group: str = ""
    """The name of a choice between columns: rows stay that say something in the one that is chosen."""
    wide: bool = False
    """Whether it holds sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The columns of a kind after the first, which links the record, and conditions that a reader can ask for."""

    name: str
    first: str
    """The title of the first column."""
    columns: tuple[Column, ...]
    conditions: Mapping[str, Callable[[Any], bool]] = field(default_factory=dict)
    narrow: bool = False
    """Whether its cells hold a word or two, so that many columns fit."""
    searched: bool = True
    """Whether the search finds its rows: not where each record has a place of its own elsewhere."""

    def met_by(self, record: Record) -> list[str]:
        """The conditions that a record meets."""
        return [name for name, condition in self.conditions.items() if condition(record)]


def _choice(attribute: str) -> Callable[[Any], Cell]:
    """A field with fixed values, without their hyphens."""
    return lambda record: Cell(text=plain(str(getattr(record, attribute)).replace("-", " ")))


def _words(attribute: str) -> Callable[[Any], Cell]:
    """A field that is text."""
    return lambda record: Cell(text=plain(getattr(record, attribute)))


def _day(attribute: str) -> Callable[[Any], Cell]:
    """A date, or nothing."""

    def cell(record: Any) -> Cell:
        date = getattr(record, attribute)
        return Cell(text=day(date)) if date else Cell(text=plain(NOTHING), key="")

    return cell


def _status(record: Any) -> Cell:
    """A life cycle's status, and since when."""
    if record.status_since is None:
        return Cell(text=plain(record.status))
    return Cell(text=plain(record.status) + Markup(" since ") + day(record.status_since), value=record.status)


def _price(record: Any) -> Cell:
    if record.price is None:
        return Cell(text=plain(NOTHING), key="")
    return Cell(text=plain(money(record.price, record.currency)), key=f"{record.price:g}")


def _hours(record: Any) -> Cell:
    """Hours, sorted by the least that it takes; nothing for what one only looks things up in."""
    if record.hours is None:
        return Cell(text=plain(NOTHING), key="")
    return Cell(text=plain(str(record.hours)), key=f"{record.hours.low:g}")


def _level(record: Any) -> Cell:
    return Cell(text=plain(record.level), key=str(LEVELS_OF_RESOURCES.index(record.level)))


def _account(record: Any) -> Cell:
    return Cell(text=plain("needed" if record.login else "none"))


def _amount(record: Any) -> Cell:
    return Cell(text=plain(f"{money(record.amount, record.currency)} a {record.per}"))


def _spread(record: Any) -> Cell:
    """Between which figures the middle of those counted lies."""
    if record.spread is None:
        return Cell(text=plain(NOTHING), key="")
    low, high = (f"{end:,.0f}" for end in (record.spread.low, record.spread.high))
    return Cell(text=plain(f"middle {record.spread.holds}: {low}\N{EN DASH}{high}"))


def _kind(record: Record) -> Cell:
    return Cell(text=plain(KINDS.get(record.kind, record.kind)))


def _stated(record: Fact) -> Cell:
    """What a fact of any kind states; of what, its title says."""
    match record:
        case Claim():
            said = record.value
        case Tool():
            said = record.status if record.latest is None else f"{record.status}, newest seen {record.latest}"
        case Certification(price=float(price), currency=str(currency)):
            said = f"{record.status}, {money(price, currency)}"
        case Certification():
            said = record.status
        case Pay():
            said = f"{money(record.amount, record.currency)} a {record.per}, {record.measure}, {record.statistic}"
        case Resource():
            asked = f", {money(record.price, record.currency)}" if record.price and record.currency else ""
            account = ", needs an account" if record.login else ""
            said = f"{record.cost.replace('-', ' ')}{asked}{account}"
        case _:
            said = NOTHING
    return Cell(text=plain(said))


def _source(record: Fact) -> Cell:
    return Cell(record=("source", record.source))


def _due(record: Fact) -> Cell:
    """The day after which a fact is overdue; the reader's browser says which ones are, and filters by that."""
    return Cell(text=due(record.recheck_after), key=record.recheck_after.isoformat())


def _confidence(record: Fact) -> Cell:
    return Cell(text=plain(record.confidence), key=str(("high", "medium", "low").index(record.confidence)))


KINDS = {"certification": "certificate", "claim": "cited fact"}
"""What the ledger calls kinds, where readers have another word."""

STATUS = Column(name="status", title="Status", cell=_status, filter=True)
CHECKED = Column(name="checked", title="Checked", cell=_day("checked_on"))

TABLES: Mapping[str, Table] = {
    "tool": Table(
        name="All tools",
        first="Tool",
        columns=(
            Column(name="category", title="Category", cell=_choice("category"), filter=True),
            STATUS,
            Column(name="licence", title="Licence", cell=_words("licence")),
            CHECKED,
        ),
    ),
    "certification": Table(
        name="All certificates",
        first="Certificate",
        columns=(
            Column(name="vendor", title="Vendor", cell=_words("vendor")),
            STATUS,
            Column(name="price", title="Price", cell=_price),
            Column(name="last-day", title="Last exam day", cell=_day("last_exam_on")),
            CHECKED,
        ),
    ),
    "pay": Table(
        name="All readings",
        first="Reading",
        columns=(
            # Amounts of different measures, currencies and times have no order.
            Column(name="amount", title="Amount", cell=_amount, sort=False),
            Column(name="spread", title="Spread", cell=_spread, sort=False),
            Column(name="measure", title="Measure", cell=_choice("measure"), filter=True),
            Column(name="statistic", title="Statistic", cell=_choice("statistic")),
            Column(name="whose", title="Whose pay", cell=_words("population"), sort=False, wide=True),
            Column(name="region", title="Where", cell=_words("region"), filter=True),
            Column(name="period", title="When", cell=_words("period"), sort=False),
        ),
    ),
    "resource": Table(
        name="All resources",
        first="Resource",
        columns=(
            Column(name="cost", title="Cost", cell=_choice("cost")),
            Column(name="account", title="Account", cell=_account),
            Column(name="hours", title="Hours", cell=_hours),
            Column(name="format", title="Format", cell=_choice("format"), filter=True),
            Column(name="level", title="Level", cell=_level, filter=True),
        ),
        conditions={
            "free": lambda record: record.cost == "free",
            "no-account": lambda record: not record.login,
            "no-video": lambda record: record.format != "video" and not record.video,
            "can-be-read-offline": lambda record: record.offline == "possible",
        },
    ),
}
"""The tables, by the kind of record that they show."""

LEDGER = Table(
    name="All facts",
    first="Fact",
    searched=False,
    columns=(
        Column(name="value", title="What it states", cell=_stated, sort=False),
        Column(name="due", title="Check again after", cell=_due, filter=True),
        CHECKED,
        Column(name="source", title="Source", cell=_source, sort=False, wide=True),
        Column(name="kind", title="Kind", cell=_kind, filter=True),
        Column(name="confidence", title="Confidence", cell=_confidence, filter=True),
    ),
)
"""Every fact of any kind: the ledger."""


def facts_by_day(catalog: Catalog) -> list[Fact]:
    """Every fact, the one that is to be checked first before the others: whatever is overdue stands at the top."""
    found = [fact for _, fact in catalog.facts()]
    return sorted(found, key=lambda fact: (fact.recheck_after, fact.title.casefold()))


PARTS = {"leads": "leads", "shares": "shares", "told": "is told", "": NOTHING}
"""What a role does in a task, as the matrix says it."""


def matrix(roles: Sequence[Record]) -> Table:
    """The tasks, with a column for each role: what it does in each."""
    columns = [Column(name=role.id, title=role.title, cell=_part_of(role.id), group="role") for role in roles]
    stage = Column(name="stage", title="Stage", cell=_choice("stage"), filter=True, sort=False)
    return Table(name="Tasks and roles", first="Task", columns=(stage, *columns), narrow=True)


def _part_of(role: str) -> Callable[[Task], Cell]:
    """What a role does in a task; who leads is sorted first, who has no part last."""

    def cell(task: Task) -> Cell:
        part = task.part_of(role)
        words = Markup(f"<strong>{part}</strong>") if part == "leads" else plain(PARTS[part])
        return Cell(text=words, key=str(list(PARTS).index(part)) if part else "")

    return cell
