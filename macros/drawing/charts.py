"""Where the bars of a chart of pay stand: a panel for each way of counting, so that nothing unlike shares an axis.

All lengths are in twentieths of the page's rem, like those of a map.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil

from macros.catalog import Catalog
from macros.drawing.labels import width_of, wrap
from macros.models import Pay

MEASURES = {
    "base": "Base salary",
    "total": "Total pay",
    "wage": "Official wage",
    "advertised": "Advertised pay",
}
"""What a measure is called over its panel."""

WIDTH = 340
MARGIN = 6
WORDS = 250
"""How long a line of words may get: readers may space letters out by a fifth, and figures are bold."""

SIZE = 12
LINE = 16
BAR = 12
GAP = 12
STEPS = (1, 2, 5)
MOST_STEPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What two readings have in common that can be compared: all of it, or they stand in two panels."""

    measure: str
    statistic: str
    currency: str
    per: str
    period: str
    publisher: str

    @property
    def is_clear(self) -> bool:
        """Whether it is known what was counted, and how: otherwise nothing can be put beside it."""
        return "unclear" not in (self.measure, self.statistic)

    @property
    def title(self) -> str:
        """What the panel's axis measures, and who counted when."""
        return f"{MEASURES[self.measure]}, {self.statistic} · {self.unit} · {self.period}"

    @property
    def unit(self) -> str:
        """`USD a year`."""
        return f"{self.currency} a {self.per}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One reading: its words, a bar from nothing to its figure, and a line over the middle of those counted."""

    reading: Pay
    title: tuple[str, ...]
    note: tuple[str, ...]
    top: int
    width: int
    spread: tuple[int, int] | None

    @property
    def bar_top(self) -> int:
        """Where the bar begins: below the words."""
        return self.top + LINE * (len(self.title) + len(self.note)) + 6

    @property
    def path(self) -> str:
        """The data of an SVG path along the spread, with an end on either side; nothing without one."""
        if self.spread is None:
            return ""
        (low, high), middle = self.spread, self.bar_top + BAR // 2
        ends = " ".join(f"M{x} {self.bar_top - 3} V{self.bar_top + BAR + 3}" for x in (low, high))
        return f"M{low} {middle} H{high} {ends}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A figure of the axis, and where it stands."""

    label: str
    x: int
    label_x: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Readings that can be compared, on an axis of their own that begins at nothing."""

    basis: Basis
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    axis: int
    height: int
    width: int = WIDTH

    @property
    def words(self) -> str:
        """All that the panel shows, as a sentence."""
        told = "; ".join(f"{bar.reading.title}: {' '.join(bar.note)}" for bar in self.bars)
        return f"Bars from 0 to {self.ticks[-1].label} {self.basis.unit}. {told}. The table below says the same."


def basis_of(reading: Pay, catalog: Catalog) -> Basis:
    """What a reading counts, how, when, and who did it."""
    source = catalog.get("source", reading.source)
    return Basis(
        measure=reading.measure,
        statistic=reading.statistic,
        currency=reading.currency,
        per=reading.per,
        period=reading.period,
        publisher=str(getattr(source, "publisher", reading.source)),
    )


def pay_panels(catalog: Catalog) -> tuple[tuple[Panel, ...], tuple[Pay, ...]]:
    """A panel for each clear basis that has something to compare; and the readings that stand alone."""
    groups: defaultdict[Basis, list[Pay]] = defaultdict(list)
    for reading in catalog.records("pay"):
        if isinstance(reading, Pay):
            groups[basis_of(reading, catalog)].append(reading)
    drawn = {basis: found for basis, found in groups.items() if basis.is_clear and (found[1:] or found[0].spread)}
    alone = tuple(reading for basis, found in groups.items() if basis not in drawn for reading in found)
    return tuple(_panel(basis, found) for basis, found in drawn.items()), alone


def _panel(basis: Basis, readings: Sequence[Pay]) -> Panel:
    """The largest first."""
    step, steps = _scale(max(_end(reading) for reading in readings))
    room = WIDTH - 2 * MARGIN
    bars: list[Bar] = []
    top = MARGIN
    for reading in sorted(readings, key=lambda reading: -reading.amount):
        bars.append(_bar(reading, top, room / (step * steps)))
        top = bars[-1].bar_top + BAR + GAP
    ticks = tuple(_tick(step * place, MARGIN + round(room * place / steps)) for place in range(steps + 1))
    return Panel(basis=basis, bars=tuple(bars), ticks=ticks, axis=top, height=top + LINE + 2 * MARGIN)


def _bar(reading: Pay, top: int, scale: float) -> Bar:
    spread = reading.spread
    between = f" (middle {spread.holds}: {spread.low:,.0f}\N{EN DASH}{spread.high:,.0f})" if spread else ""
    return Bar(
        reading=reading,
        title=tuple(wrap(reading.title, WORDS, SIZE)),
        note=tuple(wrap(f"{reading.amount:,.0f}{between}", WORDS, SIZE)),
        top=top,
        width=round(reading.amount * scale),
        spread=(MARGIN + round(spread.low * scale), MARGIN + round(spread.high * scale)) if spread else None,
    )


def _tick(value: int, x: int) -> Tick:
    """A label around its place on the axis, within the drawing."""
    label = f"{value:,}"
    width = ceil(width_of(label, SIZE))
    return Tick(label=label, x=x, label_x=min(max(MARGIN, x - width // 2), WIDTH - width))


def _end(reading: Pay) -> float:
    """The largest figure of a reading."""
    return max(reading.amount, reading.spread.high if reading.spread else 0)


def _scale(largest: float) -> tuple[int, int]:
    """A round step of the axis, and how many of them reach the largest figure: at least one, at most four."""
    for power in count():
        for step in STEPS:
            if (steps := ceil(largest / (step * 10**power))) <= MOST_STEPS:
                return step * 10**power, max(1, steps)
    raise AssertionError("some power of ten is large enough")
