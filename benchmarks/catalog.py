"""How much CPU it takes to load, validate, link and check records: `python benchmarks/catalog.py [--json] [--most N]`.

Writes records of a middling size (a topic with two prerequisites, a tool with a source) into a temporary folder and
reads them as `python -m macros check` does, in this process. The figure is the least of several runs, in seconds of
CPU; growth is the figure at ten times the records over ten times the figure.
"""

from __future__ import annotations

import argparse
import datetime
import json
import tempfile
import time
from pathlib import Path

from macros.catalog import Catalog
from macros.checks import Excuses, check
from macros.diagnostics import Severity
from macros.loader import load

TODAY = datetime.date(2026, 11, 21)

SKILL = """id: skill-{n}
title: Skill {n}
summary: A skill of the benchmark, with a sentence of ordinary length.
order: 1
reviewed_on: 2026-11-20
"""
TOPIC = """id: topic-{n}
title: Topic {n}
summary: A topic of the benchmark, with a sentence of ordinary length.
aliases:
  - subject {n}
  - matter {n}
skill: skill-0
level: intermediate
hours: {{low: 3, high: 6}}
requires:
  - topic: topic-{before}
    because: The one before it is needed for a reason that takes a sentence.
  - topic: topic-{earlier}
    because: Another one is needed for a reason that takes a sentence.
tools: [tool-{n}]
reviewed_on: 2026-11-20
"""
TOOL = """id: tool-{n}
title: Tool {n}
summary: A tool of the benchmark, with a sentence of *ordinary* length.
category: big-data
status: current
homepage: https://example.org/tool-{n}
licence: Apache-2.0
use_for: Something that takes a sentence to say, and perhaps a little more.
not_for: Something else; take [another](https://example.org/other).
first_task: Read its first page.
alternatives: [tool-{before}]
source: source-0
checked_on: 2026-11-20
recheck_after: 2027-05-20
confidence: high
"""
REVIEWED = "reviewed_on: 2026-11-20\n"
RESOURCE = """id: resource-0
title: A resource
summary: The resource of the benchmark.
address: https://example.org/resource
author: The benchmark
format: book
cost: free
login: false
licence: MIT
level: introductory
why: It costs nothing.
skills: [skill-0]
source: source-0
checked_on: 2026-11-20
recheck_after: 2027-05-20
"""
SOURCE = """id: source-0
title: A source
summary: The source of everything in the benchmark.
publisher: The benchmark
address: https://example.org/
read: original
read_on: 2026-11-20
"""


def write_records(root: Path, number: int) -> int:
    """Write `number` records or one more under `root/data`; returns how many."""
    half = number // 2
    _write(root, "skills", "skill-0", SKILL.format(n=0))
    _write(root, "sources", "source-0", SOURCE)
    _write(root, "resources", "resource-0", RESOURCE)
    for n in range(half - 1):
        topic = TOPIC if n > 2 else TOPIC.split("requires:", maxsplit=1)[0] + REVIEWED
        _write(root, "topics", f"topic-{n}", topic.format(n=n, before=n - 1, earlier=n // 2 - 1))
        tool = TOOL if n > 0 else TOOL.replace("alternatives: [tool-{before}]\n", "")
        _write(root, "tools", f"tool-{n}", tool.format(n=n, before=n - 1))
    return 2 * half + 1


def measure(root: Path, runs: int) -> float:
    """The least CPU, in seconds, to load, validate, link and check everything under a root."""
    return min(_run(root) for _ in range(runs))


def _run(root: Path) -> float:
    start = time.process_time()
    findings = [*(loaded := load(root)).diagnostics, *check(Catalog(loaded, TODAY), Excuses(None))]
    taken = time.process_time() - start
    errors = [found for found in findings if found.severity is Severity.ERROR]
    assert not errors, errors[:3]
    return taken


def _write(root: Path, folder: str, name: str, text: str) -> None:
    (root / "data" / folder).mkdir(parents=True, exist_ok=True)
    (root / "data" / folder / f"{name}.yml").write_text(text, encoding="utf-8")


def main() -> None:
    """Measure at 1,000 records and at ten times as many, and print one line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--most", type=int, default=10_000, help="the larger number of records")
    options = parser.parse_args()
    figures = {}
    for number, runs in ((1_000, 5), (options.most, 2)):
        with tempfile.TemporaryDirectory() as folder:
            records = write_records(Path(folder), number)
            figures[records] = round(measure(Path(folder), runs), 3)
    few, many = sorted(figures)
    growth = round(figures[many] / figures[few] / (many / few), 2)
    line = f"catalog: {few:,} records {figures[few]} s CPU, {many:,} records {figures[many]} s CPU, growth {growth}"
    print(json.dumps({"seconds": figures, "growth": growth}) if options.json else line)


if __name__ == "__main__":
    main()
