"""Charts of pay: what may share an axis, and where its bars end."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.catalog import Catalog
from macros.drawing import basis_of, pay_panels
from macros.drawing.charts import MARGIN, MOST_STEPS, WIDTH, _scale
from macros.handbook import Handbook
from macros.loader import Entry, load
from macros.models import Pay
from macros.policy import clean, lost
from macros.render import PageRenderer
from tests.conftest import ROOT, TODAY

OTHERWISE = {
    "measure": "advertised",
    "statistic": "mean",
    "currency": "EUR",
    "per": "day",
    "period": "May 2024",
    "source": "levels-fyi-ml-engineers",
}
"""What another reading could have counted in another way, field by field."""


def with_another(**changed: str) -> tuple[Catalog, Pay, Pay]:
    """The handbook's catalog with one more reading of the official wage, counted in another way; and both of them."""
    catalog = Catalog(load(ROOT), TODAY)
    entry = catalog.entries[("pay", "us-data-scientists")]
    assert isinstance(entry.record, Pay)
    other = entry.record.model_copy(update={"id": "another", **changed})
    catalog.entries = {**catalog.entries, ("pay", "another"): Entry(record=other, source=entry.source)}
    return catalog, entry.record, other


def together(catalog: Catalog, first: Pay, second: Pay) -> bool:
    """Whether two readings share a panel."""
    panels = [{bar.reading.id for bar in panel.bars} for panel in pay_panels(catalog)[0]]
    return any({first.id, second.id} <= panel for panel in panels)


@pytest.mark.parametrize("field", OTHERWISE)
def test_readings_that_differ_in_one_thing_never_share_a_panel(field: str) -> None:
    assert not together(*with_another(**{field: OTHERWISE[field]}))


def test_readings_that_were_counted_alike_share_a_panel() -> None:
    assert together(*with_another(region="Elsewhere"))


def test_what_was_counted_nobody_knows_how_is_never_drawn() -> None:
    catalog, _, other = with_another(measure="unclear")
    assert other in pay_panels(catalog)[1]


def test_every_reading_is_drawn_once_or_named_as_standing_alone(real: Handbook) -> None:
    panels, alone = pay_panels(real.catalog)
    drawn = [bar.reading.id for panel in panels for bar in panel.bars]
    assert sorted([*drawn, *(reading.id for reading in alone)]) == real.catalog.ids("pay")
    for panel in panels:
        assert {basis_of(bar.reading, real.catalog) for bar in panel.bars} == {panel.basis}
        assert len(panel.bars) > 1 or panel.bars[0].spread
        assert panel.basis.is_clear


def test_bars_of_a_panel_are_to_one_scale_that_begins_at_nothing(real: Handbook) -> None:
    for panel in pay_panels(real.catalog)[0]:
        last = int(panel.ticks[-1].label.replace(",", ""))
        assert (panel.ticks[0].label, panel.ticks[0].x) == ("0", MARGIN)
        for bar in panel.bars:
            assert bar.width == pytest.approx(bar.reading.amount / last * (WIDTH - 2 * MARGIN), abs=1)
            assert bar.bar_top < panel.axis


def test_the_words_of_a_panel_hold_every_figure(real: Handbook) -> None:
    for panel in pay_panels(real.catalog)[0]:
        assert panel.basis.unit in panel.words
        assert all(f"{bar.reading.title}: {bar.reading.amount:,.0f}" in panel.words for bar in panel.bars)


@given(st.floats(min_value=0.01, max_value=1e8))
def test_an_axis_reaches_the_largest_figure_in_a_few_round_steps(largest: float) -> None:
    step, steps = _scale(largest)
    assert largest <= step * steps
    assert 1 <= steps <= MOST_STEPS
    assert str(step).rstrip("0") in ("1", "2", "5")


def test_a_chart_survives_the_clean_up_and_is_named(real: Handbook) -> None:
    text = str(PageRenderer(handbook=real, repository="", path="pay.md").records("pay"))
    chart = text[text.index('<div class="hb-charts"') : text.index("Not drawn")]
    assert lost(chart, clean(chart)) == []
    assert "\n\n" not in chart.strip()
    root = ElementTree.fromstring(chart.replace("data-search-exclude", 'data-search-exclude=""'))  # noqa: S314 - our own
    drawings = [element for element in root.iter() if element.tag.endswith("svg")]
    assert len(drawings) == len(pay_panels(real.catalog)[0]) > 3
    assert all(drawing.get("role") == "img" and drawing.get("aria-label") for drawing in drawings)
