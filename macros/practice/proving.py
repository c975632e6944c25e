"""The proof that an exercise judges rightly: the start fails, the solution passes, a wrong answer is told why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.diagnostics import Diagnostic, at
from macros.exercises import Code
from macros.loader import Entry
from macros.models import Exercise
from macros.practice.judging import Outcome, judge, passes
from macros.source import Loc

Outcomes = tuple[Outcome, ...]


def prove(entry: Entry, exercise: Exercise, code: Code) -> Iterator[Diagnostic]:
    """Run the tests on every file of an exercise; what does not come out as it should."""
    tests = code.parts["tests"]
    if passes(judge(code.parts["start"], tests)):
        hint = "add a test that fails until something is written"
        yield at(entry.source, ("id",), "start-passes", f"exercises/{exercise.id}/start.py passes its tests", hint)
    outcomes = judge(code.parts["solution"], tests)
    if not passes(outcomes):
        message = f"exercises/{exercise.id}/solution.py fails: {_said(outcomes)}"
        yield at(entry.source, ("id",), "solution-fails", message, "mend the solution, or the tests")
    yield from _prove_wrong(entry, exercise, {name: judge(text, tests) for name, text in code.wrong.items()})


def _prove_wrong(entry: Entry, exercise: Exercise, outcomes: Mapping[str, Outcomes]) -> Iterator[Diagnostic]:
    for number, wrong in enumerate(exercise.wrong):
        loc: Loc = ("wrong", number, "file")
        if passes(outcomes[wrong.file]):
            message = f"the tests take '{wrong.file}' for right"
            yield at(entry.source, loc, "wrong-answer-passes", message, "add a test that it fails")
            continue
        saying = [name for name, found in outcomes.items() if wrong.message in _said(found)]
        loc = ("wrong", number, "message")
        if wrong.file not in saying:
            message = f"'{wrong.file}' fails with other words: {_said(outcomes[wrong.file])}"
            yield at(entry.source, loc, "wrong-answer-unclear", message, "write a part of these words")
        elif len(saying) > 1:
            message = f"the tests say this of more than one wrong answer: {', '.join(sorted(saying))}"
            yield at(entry.source, loc, "wrong-answer-unclear", message, "let a test tell them apart")


def _said(outcomes: Outcomes) -> str:
    """What failing tests say, in one line."""
    return " / ".join(" ".join(outcome.message.split()) for outcome in outcomes if not outcome.passed) or "no test ran"
