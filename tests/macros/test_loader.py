from pathlib import Path

import pytest

from macros.handbook import Handbook
from macros.loader import load
from macros.models import MODELS
from tests.conftest import Write

TERM = "id: line\ntitle: Line\nsummary: A mark.\n"


def test_the_small_handbook_has_a_record_of_every_kind_and_no_finding(small: Handbook) -> None:
    assert {kind for kind, _ in small.catalog.entries} == set(MODELS)
    assert small.diagnostics == []


def test_a_record_that_cannot_be_read_is_no_unknown_reference(write: Write) -> None:
    root = write({"data/terms/line.yml": TERM + "see: [shape]\n", "data/terms/shape.yml": "id: [\n"})
    loaded = load(root)
    assert ("term", "shape") in loaded.names
    assert [found.path for found in loaded.diagnostics] == ["data/terms/shape.yml"]


def test_all_findings_of_all_files_come_at_once(write: Write) -> None:
    root = write({f"data/terms/term-{n}.yml": "id: 1\ntitel: x\n" for n in range(3)})
    assert len(load(root).diagnostics) == 3 * len(["id", "titel", "summary missing"])


def test_hidden_files_of_editors_are_passed_over(write: Write) -> None:
    assert load(write({"data/terms/.line.yml.swp": b"\x00", "data/.DS_Store": b"\x00"})).diagnostics == ()


def test_a_file_name_that_is_not_text_is_refused(write: Write) -> None:
    root = write({"data/terms/line.yml": TERM})
    Path(root / "data" / "terms" / "\udcff.yml").write_text(TERM)
    assert [found.code for found in load(root).diagnostics] == ["bad-id"]


TEMPLATE = "id: patience\ntitle: Patience\nsummary: Waiting.\norder: 1\nstatements:\n{}reviewed_on: 2026-11-01\n"


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ("  - I wait.\n  - I draw.\n", ["'statements' has 2 of at least 5 items"]),
        ("  - I wait.\n" * 4 + "  -\n", ["item 5 of 'statements' is empty"]),
        ("  -\n", ["item 1 of 'statements' is empty", "'statements' has 1 of at least 5 items"]),
    ],
)
def test_a_list_is_too_short_only_where_it_has_too_few_items(items: str, told: list[str], write: Write) -> None:
    found = load(write({"data/characteristics/patience.yml": TEMPLATE.format(items)})).diagnostics
    assert [diagnostic.message for diagnostic in found] == told
