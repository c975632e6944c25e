"""The composition: read a root, link it, check it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from macros.catalog import Catalog
from macros.checks import check
from macros.diagnostics import Diagnostic, Severity, in_order
from macros.loader import load
from macros.pages import Prose, check_pages, read_prose


@dataclass(frozen=True, kw_only=True)
class Handbook:
    """Everything that a root holds, and everything that is wrong with it."""

    catalog: Catalog
    prose: Prose
    diagnostics: list[Diagnostic]

    @property
    def sound(self) -> bool:
        """Whether it can be built: no errors."""
        return all(found.severity is not Severity.ERROR for found in self.diagnostics)


def today_in_utc() -> datetime.date:
    """The day that dates are compared with."""
    return datetime.datetime.now(datetime.UTC).date()


def read_handbook(root: Path, today: datetime.date | None = None) -> Handbook:
    """Read and check `root/data` and `root/docs` as of a day (today in UTC)."""
    loaded = load(root)
    catalog = Catalog(loaded, today or today_in_utc())
    prose = read_prose(root)
    found = [*loaded.diagnostics, *prose.diagnostics, *check(catalog), *check_pages(prose, catalog)]
    return Handbook(catalog=catalog, prose=prose, diagnostics=in_order(found))
