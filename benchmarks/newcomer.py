"""How long a newcomer takes to a first correction: `python benchmarks/newcomer.py [REPOSITORY] [--json]`.

Does what CONTRIBUTING.md says, in an empty folder and with nothing of this environment but PATH and HOME: clones the
repository, runs `make check` (which sets up), corrects one fact, runs `make check` again, commits, and reads what
`make diff` says of it. Installs from the network. Fails where a step fails, or where all of it takes more than the bar.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BAR = 300
"""Seconds: a first correction in five minutes."""

FACT = "data/tools/pytorch.yml"
SET_UP = "Set up in "
"""How the line begins that `make` prints when everything is installed."""

NAME = ("-c", "user.name=A newcomer", "-c", "user.email=newcomer@example.org")
HEADLINE = "1 fact changed"
LINES_TOLD = 20
"""How many of its last lines a step that failed is told with."""


class StepError(Exception):
    """Which step failed, and what it said last."""


def main() -> int:
    """Take the steps, print one line of figures; exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "repository", nargs="?", default=str(ROOT), help="what to clone (this repository, as committed)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(options.repository, Path(folder) / "handbook")
    except StepError as error:
        print(error, file=sys.stderr)
        return 1
    line = ", ".join(f"{name} {seconds} s" for name, seconds in figures.items())
    print(json.dumps({"seconds": figures, "bar": BAR}) if options.json else f"newcomer: {line} (bar {BAR} s)")
    return int(figures["total"] > BAR)


def measure(repository: str, clone: Path) -> dict[str, float]:
    """The seconds of each step, and of all of them."""
    started = time.monotonic()
    run(clone.parent, "git", "clone", "--quiet", repository, str(clone))
    cloned = time.monotonic()
    ready = run(clone, "make", "check")
    checked = time.monotonic()
    fact = clone / FACT
    fact.write_text(corrected(fact.read_text(encoding="utf-8"), today()), encoding="utf-8")
    again = time.monotonic()
    run(clone, "make", "check")
    checked_again = time.monotonic()
    run(clone, "git", *NAME, "commit", "--quiet", "--all", "--message", "PyTorch has a new version")
    require_headline(clone)
    ended = time.monotonic()
    spans = {
        "clone": cloned - started,
        "set-up": ready - cloned,
        "first check": checked - ready,
        "second check": checked_again - again,
        "total": ended - started,
    }
    return {name: round(seconds, 1) for name, seconds in spans.items()}


def corrected(text: str, day: datetime.date) -> str:
    """The record with another version, checked on a day, to be checked again in four months."""
    for field, value in {
        "latest": "99.0.0",
        "checked_on": day.isoformat(),
        "recheck_after": (day + datetime.timedelta(days=120)).isoformat(),
    }.items():
        text, count = re.subn(rf"^{field}: .*$", f"{field}: {value}", text, flags=re.MULTILINE)
        if count != 1:
            raise StepError(f"{FACT} has no field '{field}'")
    return text


def today() -> datetime.date:
    """The day in UTC, as the checker counts it."""
    return datetime.datetime.now(datetime.UTC).date()


def require_headline(clone: Path) -> None:
    """`make diff` must tell the correction for what it is."""
    with start(clone, "make", "--silent", "diff", "from=HEAD~1") as diff:
        said = (diff.stdout.readline() if diff.stdout else "").strip()
    if said != HEADLINE:
        raise StepError(f"make diff says '{said}', not '{HEADLINE}'")


def run(folder: Path, *command: str) -> float:
    """Take a step; the moment at which it was set up, or at which it ended where it needed no setting up."""
    lines: list[str] = []
    ready = 0.0
    with start(folder, *command) as step:
        for line in step.stdout or ():
            lines.append(line)
            ready = time.monotonic() if line.startswith(SET_UP) else ready
    if step.returncode != 0:
        raise StepError(f"{' '.join(command)} failed:\n{''.join(lines[-LINES_TOLD:])}")
    return ready or time.monotonic()


def start(folder: Path, *command: str) -> subprocess.Popen[str]:
    """Start a command whose output, errors included, can be read line by line."""
    return subprocess.Popen(  # noqa: S603 - our own commands
        command,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def environment() -> dict[str, str]:
    """What a newcomer's shell certainly has."""
    return {name: os.environ[name] for name in ("PATH", "HOME")}


if __name__ == "__main__":
    sys.exit(main())
