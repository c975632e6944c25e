"""The built site, read as a reader's browser gets it: what is wrong on its pages, and where that is mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from macros.diagnostics import Diagnostic, in_order
from macros.handbook import Handbook
from macros.models import MODELS
from macros.site.reading import Document, read_document
from macros.site.rules import RULES, Finding, Site
from macros.site.tracing import Tracer

CODES: Mapping[str, str] = {rule.__name__.replace("_", "-"): rule.__doc__ or "" for rule in RULES}
"""The code of each rule, with the sentence it stands for."""


MANY = 5
"""On more pages than this the same finding is the theme's, not the pages', and is told once."""


def check_site(folder: Path, handbook: Handbook, address: str = "") -> list[Diagnostic]:
    """Every finding on the pages built in a folder, at the place in the sources where it is mended.

    `address` is where the site will be published, with its path; without it no absolute address is the site's own.
    """
    site = read_site(folder, handbook, address)
    tracer = Tracer(handbook)
    found = []
    for rule in RULES:
        for same in _alike(rule(site)):
            told = same if len(same) <= MANY else [replace(same[0], page=f"{len(same)} pages")]
            found += [tracer.diagnostic(finding, rule.__name__.replace("_", "-")) for finding in told]
    return in_order(found)


def _alike(findings: Iterable[Finding]) -> Collection[list[Finding]]:
    """Findings that say the same of several pages, together."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.message].append(finding)
    return groups.values()


def read_site(folder: Path, handbook: Handbook, address: str = "") -> Site:
    """Read every page and style sheet of a built site, and the names of all its files."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    texts = {path: (folder / path).read_text(encoding="utf-8") for path in files if path.endswith((".html", ".css"))}
    return Site(
        documents={path: read_document(path, text) for path, text in texts.items() if path.endswith(".html")},
        files=frozenset(files),
        styles={path: text for path, text in texts.items() if path.endswith(".css")},
        lists=frozenset(_lists(handbook)),
        address=address,
    )


def _lists(handbook: Handbook) -> set[str]:
    """The pages that show all records of a kind."""
    shared = {model.page.partition("#")[0] for model in MODELS.values() if model.has_one_page()}
    pages = handbook.prose.pages.items()
    listing = {path for path, page in pages if any(call.name == "records" for call in page.calls)}
    return {path.removesuffix(".md") + ".html" for path in shared | listing}


__all__ = ["CODES", "RULES", "Document", "Finding", "Site", "check_site", "read_site"]
