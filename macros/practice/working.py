"""A reader's own copy of an exercise: `practice/<id>/answer.py`, written once, judged as often as they like."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator
from pathlib import Path

from macros.exercises import Code
from macros.models import Exercise
from macros.practice.judging import Outcome, judge, passes

PLACE = "practice"
WIDTH = 100


def work(root: Path, exercise: Exercise, code: Code) -> tuple[bool, list[str]]:
    """Judge the reader's answer, which begins as the start: whether it is right, and what to tell them."""
    answer = root / PLACE / exercise.id / "answer.py"
    begun = answer.exists()
    if not begun:
        answer.parent.mkdir(parents=True, exist_ok=True)
        answer.write_text(code.parts["start"], encoding="utf-8")
    outcomes = judge(answer.read_text(encoding="utf-8"), code.parts["tests"])
    return passes(outcomes), list(_report(exercise, f"{PLACE}/{exercise.id}/answer.py", outcomes, begun=begun))


def _report(exercise: Exercise, path: str, outcomes: tuple[Outcome, ...], *, begun: bool) -> Iterator[str]:
    yield f"{exercise.title}: {path}" if begun else f"{exercise.title}: wrote {path}, which is yours to edit."
    yield ""
    for outcome in outcomes:
        yield f"  {'ok  ' if outcome.passed else 'no  '}{outcome.sentence}"
        yield from textwrap.wrap(outcome.message, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6)
    yield ""
    yield _next(exercise, outcomes)


def _next(exercise: Exercise, outcomes: tuple[Outcome, ...]) -> str:
    if passes(outcomes):
        return f"All {len(outcomes)} tests pass. Compare with exercises/{exercise.id}/solution.py."
    passed = sum(outcome.passed for outcome in outcomes)
    page = f"docs/{exercise.location}"
    again = f"make practice id={exercise.id}"
    return f"{passed} of {len(outcomes)} tests pass. The statement is {page}; edit the answer, then again: {again}"


def listing(exercises: Collection[Exercise]) -> list[str]:
    """Every exercise in a line, in learning order."""
    width = max((len(exercise.id) for exercise in exercises), default=0)
    return [f"{exercise.id:{width}}  {exercise.title} ({exercise.level})" for exercise in exercises]
