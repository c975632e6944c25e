"""The handbook that the benchmarks grow: a rule that its copies break would be noticed only when somebody measures."""

from __future__ import annotations

from pathlib import Path

from benchmarks.synthetic import write_handbook
from macros.handbook import Handbook, read_handbook

ROOT = Path(__file__).resolve().parents[2]


def test_a_handbook_grown_from_the_real_one_breaks_no_rule(real: Handbook, tmp_path: Path) -> None:
    pages = len(real.pages) + 300
    assert write_handbook(ROOT, tmp_path / "grown", pages) == pages
    grown = read_handbook(tmp_path / "grown")
    assert [found for found in grown.diagnostics if found.severity.name == "ERROR"] == []
    assert len(grown.pages) == pages
