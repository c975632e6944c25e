"""Every file that the build writes for other programs, by its path in the site."""

from __future__ import annotations

from collections.abc import Iterator

from macros.compare import History
from macros.export.api import create_api
from macros.export.dates import create_calendar
from macros.export.feed import create_feed
from macros.export.imprint import Imprint
from macros.export.llms import create_llms
from macros.handbook import Handbook


def create_files(handbook: Handbook, imprint: Imprint, history: History) -> Iterator[tuple[str, str]]:
    """Path and text of each file; the same records imprint and history give the same texts."""
    yield from create_api(handbook.catalog, imprint)
    yield "dates.ics", create_calendar(handbook.catalog, imprint)
    yield "feed.xml", create_feed(history, handbook.catalog, imprint)
    yield "llms.txt", create_llms(handbook, imprint)
