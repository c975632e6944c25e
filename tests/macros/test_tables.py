import pytest

from macros.handbook import Handbook
from macros.models import MODELS, Fact
from macros.render.tables import LEDGER, NOTHING, TABLES, Cell, matrix


def cell(handbook: Handbook, kind: str, name: str, column: str) -> Cell:
    """What a record's row says in a column."""
    record = handbook.catalog.get(kind, name)
    return next(found for found in TABLES[kind].columns if found.name == column).cell(record)


@pytest.mark.parametrize("kind", TABLES)
def test_every_column_can_be_filled_for_every_record(real: Handbook, kind: str) -> None:
    for record in real.catalog.records(kind):
        assert all(column.cell(record).text for column in TABLES[kind].columns)
    assert kind in MODELS


@pytest.mark.parametrize("kind", TABLES)
def test_names_for_the_address_are_different(kind: str) -> None:
    names = ["title", "sort", *(column.name for column in TABLES[kind].columns), *TABLES[kind].conditions]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("kind", "name", "column", "text", "key", "value"),
    [
        ("tool", "mxnet", "status", 'retired since <time datetime="2023-11-17">2023-11-17</time>', None, "retired"),
        ("tool", "pytorch", "category", "deep learning", None, None),
        ("certification", "tensorflow-developer", "price", "\N{EM DASH}", "", None),
        ("certification", "google-professional-machine-learning-engineer", "price", "200 USD", "200", None),
        ("resource", "hugging-face-llm-course", "hours", "40\N{EN DASH}96", "40", None),
        ("resource", "hugging-face-trending-papers", "hours", "\N{EM DASH}", "", None),
        ("resource", "hugging-face-llm-course", "level", "intermediate", "1", None),
        ("pay", "uk-machine-learning-contracts", "amount", "570 GBP a day", None, None),
    ],
)
def test_a_cell_says_its_text_and_what_it_is_sorted_and_filtered_by(
    real: Handbook, kind: str, name: str, column: str, text: str, key: str | None, value: str | None
) -> None:
    assert cell(real, kind, name, column) == Cell(text=text, key=key, value=value)  # type: ignore[arg-type]


def test_amounts_of_different_kinds_cannot_be_sorted() -> None:
    assert [column.name for column in TABLES["pay"].columns if column.sort] == ["measure", "statistic", "region"]


def test_a_resource_meets_the_conditions_that_it_meets(real: Handbook) -> None:
    for resource in real.catalog.records("resource"):
        met = TABLES["resource"].met_by(resource)
        assert ("free" in met) == (getattr(resource, "cost", "") == "free")
        assert ("no-account" in met) == (getattr(resource, "login", True) is False)
        assert ("no-video" in met) == (getattr(resource, "format", "") != "video" and not getattr(resource, "video", 0))
        assert ("can-be-read-offline" in met) == (getattr(resource, "offline", "") == "possible")


def test_the_matrix_has_a_column_for_each_role_and_says_what_each_does(real: Handbook) -> None:
    roles = real.catalog.records("role")
    table = matrix(roles)
    assert [column.name for column in table.columns] == ["stage", *(role.id for role in roles)]
    task = real.catalog.get("task", "define-features")
    words = {column.name: str(column.cell(task).text) for column in table.columns}
    assert words["machine-learning-engineer"] == "<strong>leads</strong>"
    assert (words["data-engineer"], words["software-engineer"]) == ("shares", "is told")
    assert (words["research-engineer"], words["stage"]) == (NOTHING, "data")


def test_every_task_has_one_lead_and_every_role_a_part_in_some(real: Handbook) -> None:
    tasks, columns = real.catalog.records("task"), matrix(real.catalog.records("role")).columns[1:]
    parts = [[column.cell(task).key for column in columns] for task in tasks]
    assert all(row.count("0") == 1 for row in parts)
    assert all(any(row[place] for row in parts) for place in range(len(columns)))


def stated(handbook: Handbook, kind: str, name: str, column: str = "value") -> Cell:
    """What the ledger says of a fact in a column."""
    record = handbook.catalog.get(kind, name)
    return next(found for found in LEDGER.columns if found.name == column).cell(record)


def test_the_ledger_says_something_of_every_kind_of_fact_in_every_column(real: Handbook) -> None:
    facts = [fact for _, fact in real.catalog.facts()]
    assert {fact.kind for fact in facts} == {model.kind for model in MODELS.values() if issubclass(model, Fact)}
    for fact in facts:
        cells = {column.name: column.cell(fact) for column in LEDGER.columns}
        assert all(cell.text or cell.record for cell in cells.values())
        assert cells["value"].text != "\N{EM DASH}"


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("claim", "stack-overflow-2026-python-share", "58.0 %"),
        ("tool", "mxnet", "retired, newest seen 1.9.1"),
        ("certification", "google-professional-machine-learning-engineer", "current, 200 USD"),
        ("certification", "tensorflow-developer", "retired"),
        ("pay", "uk-machine-learning-contracts", "570 GBP a day, advertised, median"),
        ("resource", "hugging-face-llm-course", "free"),
    ],
)
def test_the_ledger_states_of_a_fact_what_can_go_out_of_date(real: Handbook, kind: str, name: str, said: str) -> None:
    assert stated(real, kind, name).text == said


def test_the_ledger_sorts_by_days_and_leaves_it_to_the_browser_what_is_overdue(real: Handbook) -> None:
    due = stated(real, "claim", "stack-overflow-2026-python-share", "due")
    assert (due.key, due.value) == ("2027-10-31", None)
    assert 'class="hb-due"' in due.text
