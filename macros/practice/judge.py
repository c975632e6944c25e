"""Judges `answer.py` by `tests.py`, both in the working folder; writes down what came of each test.

A program of its own: it runs a learner's code, so it runs in a process of its own and imports nothing of ours.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import pytest

OPTIONS = ["tests.py", "--quiet", "--config-file", os.devnull, "--rootdir", ".", "-p", "no:cacheprovider"]


class Judge:
    """What came of each test, in order."""

    def __init__(self) -> None:
        self.outcomes: list[dict[str, str | bool]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test ended, or could not begin."""
        if report.when == "call" or not report.passed:
            self._add(report.nodeid.rpartition("::")[2], report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """The tests, or the answer that they import, could not be read."""
        if report.failed:
            self._add("", report)

    def _add(self, test: str, report: pytest.TestReport | pytest.CollectReport) -> None:
        self.outcomes.append({"test": test, "passed": report.passed, "message": _message(report)})


def _message(report: pytest.TestReport | pytest.CollectReport) -> str:
    """What a failed test says: the assertion's own words where it has some, else what was raised."""
    if report.passed:
        return ""
    crash = getattr(report.longrepr, "reprcrash", None)
    text = str(crash.message) if crash else str(report.longrepr).strip().rpartition("\nE   ")[2]
    return text.removeprefix("AssertionError: ").partition("\nassert ")[0].strip()


def main() -> None:
    """Run the tests, write the outcomes."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    judge = Judge()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        pytest.main(OPTIONS, plugins=[judge])
    Path("outcomes.json").write_text(json.dumps(judge.outcomes), encoding="utf-8")


if __name__ == "__main__":
    main()
