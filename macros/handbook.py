"""The composition: read a root, link it, check it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.catalog import Catalog
from macros.checks import RULES, Excuses, check, code_of
from macros.diagnostics import Diagnostic, Severity, in_order
from macros.examples import Example, read_examples
from macros.exercises import Codes, check_codes, read_codes
from macros.formulas import without_marks
from macros.loader import load
from macros.pages import Prose, check_pages, generated_pages, read_prose

SHOWN = ("title", "description")
"""The fields of a page's front matter that other programs print."""


@dataclass(frozen=True, kw_only=True)
class Handbook:
    """Everything that a root holds, and everything that is wrong with it."""

    catalog: Catalog
    prose: Prose
    codes: Codes
    diagnostics: list[Diagnostic]
    examples: Mapping[str, Example] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether it can be built: no errors."""
        return all(found.severity is not Severity.ERROR for found in self.diagnostics)

    @property
    def pages(self) -> list[str]:
        """The paths of all pages: those of `docs/`, then those that the data alone makes."""
        return [*self.prose.pages, *generated_pages(self.prose, self.catalog)]

    def template(self, path: str, ready: Callable[[str], str] = str) -> str:
        """A page as a template that holds nothing but calls and text: its own, and around it what the data knows.

        `ready` says what stands for HTML that is ready: itself, or a sign for it.
        """
        record = self.catalog.pages.get(path)
        name = f'"{record.kind}", "{record.id}"' if record else ""
        if path not in self.prose.pages:
            return f"{{{{ record_page({name}) }}}}"
        head = f"{{{{ page_head({name}) }}}}\n\n" if record else ""
        return f"{head}{self.prose.pages[path].template(ready)}\n\n{{{{ page_foot({name}) }}}}"

    def metadata(self, path: str) -> dict[str, str]:
        """The title and description of a page, from its record and its front matter, as plain text."""
        record, page = self.catalog.pages.get(path), self.prose.pages.get(path)
        known = {"title": record.title, "description": without_marks(record.summary)} if record else {}
        own = {name: str(value) for name, value in page.fields.items() if name in SHOWN} if page else {}
        return known | own


def today_in_utc() -> datetime.date:
    """The day that dates are compared with."""
    return datetime.datetime.now(datetime.UTC).date()


def read_handbook(root: Path, today: datetime.date | None = None) -> Handbook:
    """Read and check `root/data`, `root/examples` and `root/docs` as of a day (today in UTC)."""
    loaded = load(root)
    prose = read_prose(root)
    catalog = Catalog(loaded, today or today_in_utc(), prose.bodies)
    codes, examples = read_codes(root), read_examples(root, catalog.ids("topic"))
    excuses = Excuses(catalog.exceptions)
    found = [*loaded.diagnostics, *prose.diagnostics, *examples.diagnostics, *check(catalog, excuses)]
    found += [*check_pages(prose, catalog, examples, excuses), *check_codes(codes, catalog)]
    found += excuses.stale([code_of(rule) for rule in RULES])
    return Handbook(catalog=catalog, prose=prose, codes=codes, diagnostics=in_order(found), examples=examples.by_id)
