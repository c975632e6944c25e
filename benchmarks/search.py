"""How well and how fast the search answers, beside other ways: `python -m benchmarks.search [--json] [--half HALF]`.

Every way searches the same built handbook in the same Chromium and answers the labelled queries of
tests/search/queries.yml; a result counts with its first four links. MRR@10 is the mean of 1/rank of the first right
answer; recall is the share of queries with a right one among the first three. Milliseconds are the least of six times,
from the words to the answer; ours go through its thread and dialog, and include the list they end in. Kilobytes are
what a first search loads, compressed. `--minisearch FILE` adds MiniSearch, which is not among our packages: FILE is its
dist/umd/index.js.

2026-11-21, Chromium 156, the theme 9.8.1, lunr 2.3.9, MiniSearch 7.2.0; the half on which the search was tuned, and the
half that was kept back until it was:

            MRR@10        recall@3, kept back: item, typing error, synonym, question     p50, p95     loads
theme       0.66, 0.50    1.00  0.27  0.53  0.40                                         1.7, 27 ms   284 KB
wrapped     0.79, 0.78    0.93  0.93  0.93  0.47                                         2.4, 25 ms   228 KB
own         0.95, 0.97    1.00  1.00  1.00  1.00                                         4.0,  7 ms   248 KB
minisearch  0.86, 0.91    1.00  0.93  1.00  0.87                                         0.1,  1 ms   234 KB

`theme` is the theme's search as it comes; `wrapped` its worker with our index, with synonyms and typing errors put into
the query; `own` lunr from MkDocs with our order of results; `minisearch` with its own order and our index and synonyms.
With 60 labels a half and 15 a cell, a difference of 0.07 in a cell is one query.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.search import Query, rank, read_queries, recall, reciprocal_rank
from tests.browser.server import serve
from tests.conftest import ROOT, make_project

MOST_LINKS = 4
OWN = ("index.js", "lunr.js", "engine.js", "dialog.js", "dialog.css")

ASK = """async ([way, queries]) => {
  const answers = [];
  for (const words of queries) {
    const times = [];
    let groups;
    for (let time = 0; time < 6; time += 1) {
      const start = performance.now();
      groups = await ways[way].ask(words);
      times.push(performance.now() - start);
    }
    answers.push([Math.min(...times), groups]);
  }
  return answers;
}"""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What one way to search reached."""

    mrr: float
    recall: dict[str, float]
    p50: float
    p95: float
    kilobytes: float


def main() -> None:
    """Measure every way and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--half", choices=("tuned", "kept-back"), default="tuned", help="which labels to ask")
    parser.add_argument("--minisearch", type=Path, help="MiniSearch's dist/umd/index.js")
    options = parser.parse_args()
    queries = [query for query in read_queries() if query.kept_back is (options.half == "kept-back")]
    ways = ["theme", "wrapped", "own", *(["minisearch"] if options.minisearch else [])]
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        own, stock = build(Path(folder) / "own"), build_stock(Path(folder) / "stock")
        for way in ways:
            site = stock if way == "theme" else own
            with opened(site, [ROOT / "benchmarks" / "search.js", *filter(None, [options.minisearch])]) as page:
                figures[way] = measure(page, way, queries, files(way, site, options.minisearch))
    print(json.dumps({way: vars(found) for way, found in figures.items()}) if options.json else table(figures))


def build(project: Path) -> Path:
    """The handbook, built in a folder of its own."""
    make_project(project, ROOT)
    return _build(project)


def build_stock(project: Path) -> Path:
    """The handbook with the theme's search instead of ours, and nothing excluded from it."""
    make_project(project, ROOT)
    configuration = project / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace("plugins:\n", "plugins:\n  - search\n"), encoding="utf-8")
    for template in (project / "macros" / "render").rglob("*.[jp]*"):
        template.write_text(template.read_text("utf-8").replace("data-search-exclude", "data-x"), encoding="utf-8")
    return _build(project)


def _build(project: Path) -> Path:
    command = [sys.executable, "-m", "macros", "build", "--site-dir", "site"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)  # noqa: S603 - our own build
    return project / "site"


@contextmanager
def opened(site: Path, scripts: Sequence[Path]) -> Iterator[Page]:
    """The first page of a site in Chromium; its policy is set aside, so that engines from elsewhere may run."""
    with serve(site) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        page = browser.new_page(bypass_csp=True)
        page.goto(home)
        for script in scripts:
            page.add_script_tag(path=script)
        yield page
        browser.close()


def measure(page: Page, way: str, queries: Sequence[Query], loaded: Sequence[Path]) -> Figures:
    """Ask one way every query."""
    page.evaluate("way => ways[way].prepare()", way)
    answers: list[Any] = page.evaluate(ASK, [way, [query.query for query in queries]])
    times = statistics.quantiles([time for time, _ in answers], n=20)
    ranks = {
        query: rank([group[:MOST_LINKS] for group in groups], query.expect, "")
        for query, (_, groups) in zip(queries, answers, strict=True)
    }
    groups = dict.fromkeys(query.group for query in queries)
    return Figures(
        mrr=round(reciprocal_rank(list(ranks.values())), 3),
        recall={
            group: round(recall([place for query, place in ranks.items() if query.group == group], 3), 2)
            for group in groups
        },
        p50=round(times[9], 1),
        p95=round(times[18], 1),
        kilobytes=round(sum(map(compressed, loaded)) / 1000, 1),
    )


def files(way: str, site: Path, minisearch: Path | None) -> list[Path]:
    """What a reader's browser loads for a first search."""
    own = [site / "assets" / "search" / name for name in OWN]
    worker = list((site / "assets" / "javascripts" / "workers").glob("search.*.js"))
    return {
        "own": own,
        "theme": [site / "search" / "search_index.json", *worker],
        "wrapped": [own[0], *worker],
        "minisearch": [own[0], *([minisearch] if minisearch else [])],
    }[way]


def compressed(path: Path) -> int:
    """The bytes of a file as hosts send it."""
    return len(gzip.compress(path.read_bytes(), mtime=0))


def table(figures: dict[str, Figures]) -> str:
    """One line a way."""
    rows = [
        f"{way:<10}  MRR@10 {found.mrr:.3f}  recall@3 "
        + "  ".join(f"{group} {share:.2f}" for group, share in found.recall.items())
        + f"  p50 {found.p50} ms  p95 {found.p95} ms  {found.kilobytes} KB"
        for way, found in figures.items()
    ]
    return "\n".join(rows)


if __name__ == "__main__":
    main()
