"""Rules about the formulas in the texts of records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.checks.finding import Finding
from macros.formulas import INLINE, find_flaws, find_unmarked
from macros.loader import Entry
from macros.models import texts_in
from macros.source import Loc

CODE = re.compile(rf"{INLINE.pattern}|`[^`]*`")
"""What is no Markdown in a text of data: formulas and code."""


def bad_formula(catalog: Catalog) -> Iterator[Finding]:
    """A formula is TeX of the kind that is set here, and not too much of it."""
    for entry, loc, text, is_markdown in _texts(catalog):
        for formula in INLINE.finditer(text) if is_markdown else ():
            for flaw in find_flaws(formula["tex"], display=False):
                part = (text, formula.start("tex") + flaw.offset, max(flaw.length, 1))
                yield Finding(entry=entry, loc=loc, message=flaw.message, hint=flaw.hint, part=part)


def open_formula(catalog: Catalog) -> Iterator[Finding]:
    """A formula stands between $` and `$ on one line, or in a fence ```math."""
    for entry, loc, text, is_markdown in _texts(catalog):
        masked = CODE.sub(lambda match: " " * len(match.group()), text)
        for flaw in find_unmarked(text, masked) if is_markdown else ():
            part = (text, flaw.offset, flaw.length)
            hint = flaw.hint.replace("a fence: ```math above the formula, ``` below it", "it on a page, or as $`...`$")
            yield Finding(entry=entry, loc=loc, message=flaw.message, hint=hint, part=part)


def misplaced_formula(catalog: Catalog) -> Iterator[Finding]:
    """A formula stands in text, and not in a heading, a title or an address."""
    for entry, loc, text, is_markdown in _texts(catalog):
        for formula in INLINE.finditer(text):
            if not is_markdown or re.search(r"\]\([^()]*$", text[: formula.start()]):
                part = (text, formula.start(), len(formula.group()) - len(formula["after"]))
                message, hint = "a formula where only plain words can stand", "say it in words"
                yield Finding(entry=entry, loc=loc, message=message, hint=hint, part=part)


def _texts(catalog: Catalog) -> Iterator[tuple[Entry, Loc, str, bool]]:
    """The texts of all records in which a formula may be meant."""
    for entry in catalog.entries.values():
        for loc, text, is_markdown in texts_in(entry.record):
            if "$" in text or "\\" in text:
                yield entry, loc, text, is_markdown
