"""Every exercise of the handbook judges rightly: the start fails, the solution passes, wrong answers are told why."""

import pytest

from macros.diagnostics import full
from macros.exercises import exercises_of
from macros.handbook import Handbook, read_handbook
from macros.practice import prove
from tests.conftest import ROOT, SMALL

EXERCISES = sorted(path.stem for path in (ROOT / "data" / "exercises").glob("*.yml"))


def proved(handbook: Handbook, name: str) -> list[str]:
    entry, exercise = next(found for found in exercises_of(handbook.catalog) if found[1].id == name)
    return [full(finding) for finding in prove(entry, exercise, handbook.codes.exercises[name])]


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_judges_rightly(real: Handbook, name: str) -> None:
    assert proved(real, name) == []


def test_the_exercise_of_the_small_handbook_judges_rightly() -> None:
    assert proved(read_handbook(SMALL), "count-corners") == []
