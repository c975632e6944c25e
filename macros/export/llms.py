"""`llms.txt`: pages and data in one Markdown file, as language models and their tools look for it (llmstxt.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.export.api import API
from macros.export.imprint import LICENCE, Imprint
from macros.formulas import without_marks
from macros.handbook import Handbook
from macros.models import INDEX, MODELS
from macros.render.view import View

ABOUT = (
    "Facts that can go out of date carry the day on which they were checked (checked_on), the source, and a day after "
    "which they should no longer be trusted without looking (recheck_after). Compare that day with today before you "
    "repeat one, and name the day and the source. Pay is comparable only where measure, statistic, time and population "
    f"agree. Text and data: CC BY 4.0, {LICENCE}"
)

DATA = {
    f"{API}index.json": "Everything as JSON, by kind, with a schema for each",
    f"{API}openapi.json": "The same addresses, as OpenAPI describes them",
    "feed.xml": "What changed from release to release",
    "dates.ics": "When things end, and when facts are to be checked again",
}


def create_llms(handbook: Handbook, imprint: Imprint) -> str:
    """Title, summary, what to know of the facts, then links: pages, records by kind, data."""
    lines = [f"# {_line(imprint.title)}", "", f"> {_line(imprint.description)}", "", ABOUT, "", "## Pages", ""]
    lines += _pages(handbook, imprint)
    for kind, model in MODELS.items():
        if model.has_own_page() and (records := handbook.catalog.records(kind)):
            lines += ["", f"## {model.plural}", ""]
            lines += [
                _link(record.title, imprint.to(_built(record.location)), str(getattr(record, "summary", "")))
                for record in records
            ]
    lines += ["", "## Data", "", *(_link(path, imprint.to(path), says) for path, says in DATA.items())]
    return "\n".join(lines) + "\n"


def _pages(handbook: Handbook, imprint: Imprint) -> Iterator[str]:
    """The pages that are no record's, the home page first."""
    view = View(handbook=handbook, repository="", path="")
    paths = [path for path in handbook.prose.pages if path not in handbook.catalog.pages]
    for path in sorted(paths, key=lambda path: (path != f"{INDEX}.md", path)):
        says = handbook.metadata(path).get("description", "")
        yield _link(view.page_title(path), imprint.to(_built(path)), says)


def _link(title: str, address: str, says: str) -> str:
    """An item of a list: what it is called, where it is, what it says."""
    told = f": {_line(without_marks(says))}" if says else ""
    return f"- [{_line(title)}]({address}){told}"


def _line(text: str) -> str:
    """Text on one line, in which nothing is a link, a tag or code of Markdown's."""
    return re.sub(r"[\\`*_\[\]<>]", r"\\\g<0>", " ".join(text.split()))


def _built(path: str) -> str:
    return path.removesuffix(".md") + ".html"
