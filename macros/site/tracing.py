"""From a finding on a built page back to the file that a contributor can mend."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from macros.diagnostics import Diagnostic
from macros.handbook import Handbook
from macros.site.rules import Finding
from macros.source import Source, Span, span_at

THEME = Source(name="overrides/main.html")
"""Where the theme is mended: what stands on many pages, or on none that we wrote."""


class Tracer:
    """Knows which page and which records each built page was made from."""

    def __init__(self, handbook: Handbook) -> None:
        self._prose = handbook.prose
        self._entries = {entry.record.location: entry for entry in handbook.catalog.entries.values()}

    def diagnostic(self, finding: Finding, code: str) -> Diagnostic:
        """The finding at the first place that holds what it is about, or at the head of the likeliest file."""
        sources = list(self._sources(finding))
        found = ((source, span) for source in sources if (span := place(source.text, finding.needle)) is not None)
        source, span = next(found, (sources[0] if sources else THEME, None))
        line = source.line(span.line) if span else ""
        message = f"{finding.message} (on {finding.page})"
        return Diagnostic(path=source.name, code=code, message=message, hint=finding.hint, span=span, line=line)

    def _sources(self, finding: Finding) -> Iterator[Source]:
        """The files behind a place on a page, the likeliest first: its record, the page's text, the page's record."""
        page = posixpath.splitext(finding.page)[0] + ".md"
        if finding.section and (entry := self._entries.get(f"{page}#{finding.section}")) is not None:
            yield entry.source
        if (prose := self._prose.pages.get(page)) is not None:
            yield Source(name=prose.name, text=prose.text)
        if (entry := self._entries.get(page)) is not None:
            yield entry.source
        yield from self._shared(page)

    def _shared(self, page: str) -> Iterator[Source]:
        """The records that share a page."""
        for location, entry in self._entries.items():
            if location.startswith(f"{page}#"):
                yield entry.source


def place(text: str, needle: str) -> Span | None:
    """Where a text holds what a page shows: the words themselves, a link to the page, or a heading with the id."""
    for wanted in _spellings(needle):
        if (len(wanted) > 2 or not wanted.isascii()) and (offset := text.find(wanted)) >= 0:
            return span_at(text, offset, len(wanted))
    return _heading(text, needle)


def _spellings(needle: str) -> Iterator[str]:
    """How a built address or words may be written in a source."""
    yield needle
    yield re.sub(r"\.html(?=#|$)", ".md", needle)
    yield needle.rpartition("/")[2]


def _heading(text: str, name: str) -> Span | None:
    """The heading whose words, joined by hyphens, are an id."""
    for match in re.finditer(r"^#{1,6} +(.+)$", text, re.MULTILINE) if name else ():
        if re.sub(r"[\W_]+", "-", match[1].lower()).strip("-") == re.sub(r"_\d+$", "", name):
            return span_at(text, match.start(), len(match.group()))
    return None
