"""An answer and its tests -> what came of each test, in a process of its own that has little time and little to see."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.running import run

JUDGE = Path(__file__).with_name("judge.py")
SECONDS = 10
"""How long the tests of an exercise may take."""


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
    """The outcomes of the tests on an answer, in order; one that failed where they could not be run at all."""
    with tempfile.TemporaryDirectory() as folder:
        return judge_in(Path(folder), {"answer.py": answer, "tests.py": tests})


def judge_in(folder: Path, files: Mapping[str, str]) -> tuple[Outcome, ...]:
    """The same in a folder, into which the files are written first."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    ran = run(JUDGE, folder=folder, seconds=SECONDS)
    if ran.error:
        return (Outcome(test="", passed=False, message=ran.error),)
    return tuple(Outcome(**outcome) for outcome in json.loads(ran.output))


def passes(outcomes: tuple[Outcome, ...]) -> bool:
    """Whether every test passed, and there was one."""
    return bool(outcomes) and all(outcome.passed for outcome in outcomes)
