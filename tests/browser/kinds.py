"""One page of every kind there is, by what one calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.handbook import read_handbook
from tests.conftest import ROOT

SINGLE = {
    name: f"{name}.html"
    for name in (
        "index",
        "pay",
        "who-does-what",
        "certifications",
        "law",
        "resources",
        "glossary",
        "ledger",
        "sources",
        "about",
        "paths",
        "404",
    )
}


def _pages() -> Iterator[tuple[str, str]]:
    """The first page of each kind of record, of those with a text and of those without; of tools also a retired one."""
    handbook = read_handbook(ROOT)
    for path, record in handbook.catalog.pages.items():
        written = "with a text" if path in handbook.prose.pages else "without a text"
        yield f"{record.kind} {written}", path.removesuffix(".md") + ".html"
        if getattr(record, "status", "current") == "retired":
            yield f"retired {record.kind}", path.removesuffix(".md") + ".html"
    for path in handbook.prose.pages:
        if path.endswith("/index.md"):
            yield f"list of {path.removesuffix('/index.md')}", path.removesuffix(".md") + ".html"


KINDS: Mapping[str, str] = dict(reversed(list(_pages()))) | SINGLE
"""What a page is -> its path in the built site."""

COMPONENTS = "every component"
"""The page of the small handbook that holds once whatever a page may hold."""

EVERY = (*KINDS, COMPONENTS)
