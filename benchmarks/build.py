"""What our code adds to a build: `python -m benchmarks.build [--json] [--quick] [--runs N]`; exit 1 over a bar.

Makes a handbook of 200 pages in the shapes of the real one (benchmarks/synthetic.py) and builds it in turn

- `ours`: as it is published. Reads and checks data and pages, calls the macros, cleans every page, makes our own search
  index, puts the policy into every page, and checks the built HTML;
- `plain`: plain Material on the same pages as Markdown, as `python -m macros markdown` writes them, with the same theme
  and settings and with the theme's search, as people run it: no macros, no clean-up, no checks;
- `bare`: the same without any search, so that one can see what that is worth.

Figures are ratios of CPU (user and system, of the whole child process), medians over rounds of one run each:

- `macros`: ours without its checks of the built HTML, over plain; `whole` with them. `bare`, `whole bare`: over bare;
- `checks`: our checks of the built HTML, as a share of ours;
- `growth`: ours at ten times the pages over ours (not with --quick);
- `rebuild`: after an edit while serving, over the first build in the same process; the median of edits of texts and
  records.

On some disks a new file costs ten times as much in one folder as in another, and each build writes 1,500 of them: with
TMPDIR in memory (`TMPDIR=/dev/shm`) rounds differ less.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.synthetic import write_handbook

HERE = Path(__file__).resolve().parent
PAGES = 200
BARS = {"macros": 1.15, "checks": 0.25, "growth": 10.5, "rebuild": 0.5}
EDITS = (
    "docs/responsibilities/build-models.md",
    "data/tools/pytorch.yml",
    "docs/roles/ai-engineer.md",
    "data/topics/containers.yml",
    "docs/index.md",
    "data/claims/python-newest-series.yml",
)
LAST = 40
"""So many lines of what a failed command says are printed: what is wrong with one copy is wrong with all."""

SEARCH = "plugins:\n- search\n"


def run(folder: Path, *command: str) -> tuple[float, list[float]]:
    """Run Python in a folder: its seconds of CPU, and the numbers in the last line that it prints, if any."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    # Packages are compiled when they are installed; ours is by its first run, if it may be.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    ran = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise SystemExit("\n".join([*ran.stdout.split("\n")[-LAST:], ran.stderr]))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    last = ran.stdout.strip().rpartition("\n")[2]
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, json.loads(last) if last.startswith("[") else []


def ours(root: Path) -> tuple[float, float]:
    """Build a handbook as it is published: seconds of CPU, and how many of them went into the checks of the HTML."""
    seconds, parts = run(root, str(HERE / "timed.py"), "build", str(root.parent / "site"))
    return seconds, sum(parts)


def plain(root: Path) -> float:
    """Build a twin of plain Markdown; seconds of CPU."""
    return run(root, "-m", "mkdocs", "build", "--strict", "--site-dir", str(root.parent / "plain"))[0]


def write_twins(root: Path, twin: Path, bare: Path) -> None:
    """Write a handbook as plain Markdown, once with the theme's search and once without any."""
    for folder in (twin, bare):
        run(root, "-m", "macros", "markdown", "--to", str(folder))
    text = (bare / "mkdocs.yml").read_text(encoding="utf-8")
    assert SEARCH in text
    (bare / "mkdocs.yml").write_text(text.replace(SEARCH, "plugins: []\n"), encoding="utf-8")


def compare(root: Path, runs: int) -> dict[str, float]:
    """The figures that compare our build with plain ones."""
    twin, bare = root.parent / "twin", root.parent / "bare"
    write_twins(root, twin, bare)
    rounds = [(*ours(root), plain(twin), plain(bare)) for _ in range(runs)]
    return {
        "macros": statistics.median((whole - checks) / plain for whole, checks, plain, _ in rounds),
        "whole": statistics.median(whole / plain for whole, _, plain, _ in rounds),
        "bare": statistics.median((whole - checks) / bare for whole, checks, _, bare in rounds),
        "whole bare": statistics.median(whole / bare for whole, _, _, bare in rounds),
        "checks": statistics.median(checks / whole for whole, checks, _, _ in rounds),
        "seconds": statistics.median(whole for whole, _, _, _ in rounds),
    }


def rebuild(root: Path) -> float:
    """Serve and edit: the median rebuild over the first build."""
    _, (first, *others) = run(root, str(HERE / "timed.py"), "serve", *EDITS)
    return statistics.median(others) / first


def measure(runs: int, *, quick: bool) -> tuple[dict[str, float], int]:
    """All figures, and at how many pages."""
    with tempfile.TemporaryDirectory() as folder:
        root, large = Path(folder, "small", "root"), Path(folder, "large", "root")
        pages = write_handbook(HERE.parent, root, PAGES)
        figures = compare(root, runs)
        if not quick:
            write_handbook(HERE.parent, large, 10 * pages)
            figures["growth"] = ours(large)[0] / figures["seconds"]
        figures["rebuild"] = statistics.median(rebuild(root) for _ in range(1 if quick else 3))
    return figures, pages


def told(figures: Mapping[str, float], pages: int) -> str:
    """One line: each figure, and its bar where it has one."""
    words = (f"{name} {value:.2f}" + (f" (<= {BARS[name]})" if name in BARS else "") for name, value in figures.items())
    return f"build, {pages} pages: {', '.join(words)}"


def main() -> int:
    """Measure, print one line, and say by the exit status whether every bar holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--quick", action="store_true", help="two rounds, and no build of ten times the pages")
    parser.add_argument("--runs", type=int, default=5, help="rounds, without --quick (5)")
    options = parser.parse_args()
    figures, pages = measure(2 if options.quick else options.runs, quick=options.quick)
    rounded = {name: round(value, 3) for name, value in figures.items()}
    print(json.dumps({"pages": pages, "bars": BARS, **rounded}) if options.json else told(figures, pages))
    return int(any(value > BARS.get(name, value) for name, value in figures.items()))


if __name__ == "__main__":
    sys.exit(main())
