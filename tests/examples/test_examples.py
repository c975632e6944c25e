"""Every worked example of the handbook, run again: it gives what its page shows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from macros.diagnostics import full
from macros.examples import Example
from macros.handbook import read_handbook
from macros.recording import Outcome, differing, run_examples
from tests.conftest import ROOT

EXAMPLES = read_handbook(ROOT).examples


@pytest.fixture(scope="session")
def outcomes() -> Mapping[str, Outcome]:
    """What every example gives now; they run side by side."""
    return {outcome.example.id: outcome for outcome in run_examples(EXAMPLES.values())}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=lambda example: example.name)
def test_an_example_gives_what_its_page_shows(example: Example, outcomes: Mapping[str, Outcome]) -> None:
    outcome = outcomes[example.id]
    assert "\n".join(map(full, [*outcome.diagnostics, *differing(outcome)])) == ""


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=lambda example: example.name)
def test_what_an_example_prints_fits_on_a_page(example: Example) -> None:
    assert example.record is not None
    lines = example.record.output.splitlines()
    assert len(lines) <= 30
    assert max(map(len, lines)) <= 110


def test_the_types_of_examples_are_right(tmp_path: Path) -> None:
    """Packages without types are taken as they come."""
    for example in EXAMPLES.values():
        (tmp_path / f"{example.id.replace('-', '_')}.py").write_text(example.text, encoding="utf-8")
    options = ["--strict", "--ignore-missing-imports", "--no-warn-return-any"]
    command = [sys.executable, "-m", "mypy", "--config-file=", *options, "--allow-subclassing-any", "."]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.stdout.startswith("Success"), checked.stdout
