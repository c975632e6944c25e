"""An answer and its tests -> what came of each test, in a process of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from macros.running import Run, run

JUDGE = Path(__file__).with_name("judge.py")
OUTCOMES = "outcomes.json"
SECONDS = 10
"""The processor time that the tests of an exercise may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one test; without a name, of all of them."""

    test: str
    passed: bool
    message: str = ""

    @property
    def sentence(self) -> str:
        """`test_columns_have_mean_zero` -> `columns have mean zero`."""
        return self.test.removeprefix("test_").replace("_", " ") or "the tests can be run"


def judge(answer: str, tests: str) -> tuple[Outcome, ...]:
    """The outcomes of the tests on an answer, in order; one that failed where they could not be run to their end."""
    files = {"judge.py": JUDGE.read_text(encoding="utf-8"), "answer.py": answer, "tests.py": tests}
    ran = run("judge.py", files=files, seconds=SECONDS)
    if not ran.sound or OUTCOMES not in ran.files:
        return (Outcome(test="", passed=False, message=_problem(ran)),)
    return tuple(Outcome(**outcome) for outcome in json.loads(ran.files[OUTCOMES]))


def _problem(ran: Run) -> str:
    if ran.refusals:
        return f"the code {ran.refusals[0].code.replace('-', ' ')}: {ran.refusals[0].what}; an answer only computes"
    if ran.too_long:
        return f"stopped after {SECONDS} second{'' if SECONDS == 1 else 's'}: is there a loop that does not end?"
    return ran.raised or "it ended before the tests did"


def passes(outcomes: tuple[Outcome, ...]) -> bool:
    """Whether every test passed, and there was one."""
    return bool(outcomes) and all(outcome.passed for outcome in outcomes)
