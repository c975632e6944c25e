"""The handbook's own records and pages: every rule holds, file by file."""

import pytest

from macros.checks import RULES, code_of
from macros.diagnostics import Severity, concise
from macros.handbook import Handbook
from tests.conftest import ROOT

FILES = sorted(
    str(path.relative_to(ROOT)) for pattern in ("data/**/*.yml", "docs/**/*.md") for path in ROOT.glob(pattern)
)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_wrong_with(name: str, real: Handbook) -> None:
    assert [
        concise(found) for found in real.diagnostics if found.path == name and found.severity > Severity.REPORT
    ] == []


@pytest.mark.parametrize("rule", [code_of(rule) for rule, severity in RULES.items() if severity > Severity.REPORT])
def test_every_record_keeps_the_rule(rule: str, real: Handbook) -> None:
    assert [concise(found) for found in real.diagnostics if found.code == rule] == []


def test_there_is_something_to_check(real: Handbook) -> None:
    assert len(real.catalog.entries) > 90
    assert len(real.prose.pages) > 15


def test_every_file_of_data_is_a_record(real: Handbook) -> None:
    read = {entry.source.name for entry in real.catalog.entries.values()} | {"data/exceptions.yml"}
    assert sorted(name for name in FILES if name.startswith("data/") and name not in read) == []
