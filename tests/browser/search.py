"""The search as a reader uses it, for tests and benchmarks: open the dialog, type, read what is listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

QUERIES = Path(__file__).resolve().parent.parent / "search" / "queries.yml"

DIALOG = ".hb-search-dialog"
FIELD = f"{DIALOG} input"
LIST = f"{DIALOG} .hb-found"
STATUS = f"{DIALOG} [role=status]"
LISTED = f"""() => [...document.querySelectorAll("{LIST} > li")].map(
    (result) => [...result.querySelectorAll("a")].map((link) => link.href))"""


@dataclass(frozen=True, kw_only=True)
class Query:
    """What a reader types, and the addresses that answer it."""

    query: str
    group: str
    expect: tuple[str, ...]
    kept_back: bool


def read_queries() -> list[Query]:
    """The labelled queries."""
    rows: list[dict[str, Any]] = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return [Query(**{**row, "query": str(row["query"]), "expect": tuple(row["expect"])}) for row in rows]


def open_search(page: Page) -> None:
    """Open the search of a page."""
    page.keyboard.press("/")
    page.wait_for_selector(f"{DIALOG}[open]")


def ask(page: Page, query: str) -> list[list[str]]:
    """Type into the open search; the addresses of each result, its own first and those of its sections below."""
    page.fill(FIELD, query)
    page.wait_for_selector(f"{LIST}[aria-busy=false]", state="attached")
    found: list[list[str]] = page.evaluate(LISTED)
    return found


def rank(results: Sequence[Sequence[str]], expect: Iterable[str], site: str) -> int:
    """The place of the first result that leads to one of the addresses expected; 0 where none of the first ten does."""
    wanted = {site + address for address in expect}
    return next((place for place, links in enumerate(results[:10], 1) if wanted & set(links)), 0)


def reciprocal_rank(ranks: Sequence[int]) -> float:
    """The mean of 1/rank, nothing found counting 0 (MRR@10)."""
    return sum(1 / place for place in ranks if place) / len(ranks)


def recall(ranks: Sequence[int], most: int) -> float:
    """The share of queries that are answered within the first results."""
    return sum(0 < place <= most for place in ranks) / len(ranks)
