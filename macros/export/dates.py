"""The days that matter as a calendar (RFC 5545): when something ends or begins, and when a fact is to be checked."""

from __future__ import annotations

import datetime
import re
import uuid
from collections import defaultdict
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.export.imprint import Imprint
from macros.formulas import without_marks
from macros.models import Certification, Claim, Record, Successions

LONGEST_LINE = 75
"""The most bytes of a line; what follows stands on lines that begin with a blank."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""What no text of a calendar may hold; tabs and line ends aside."""


def create_calendar(catalog: Catalog, imprint: Imprint) -> str:
    """A calendar of whole days; an event keeps its identity when its day moves."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(imprint.title)}//dates//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(imprint.title)}",
        f"X-WR-CALNAME:{_text(imprint.title)}",
        *(line for event in _events(catalog, imprint) for line in event),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def fold(line: str) -> str:
    """A line in pieces of at most 75 bytes, none of which ends within a character."""
    pieces, size = [""], 0
    for character in line:
        size += len(character.encode())
        if size > LONGEST_LINE:
            pieces, size = [*pieces, " "], 1 + len(character.encode())
        pieces[-1] += character
    return "\r\n".join(pieces)


def _events(catalog: Catalog, imprint: Imprint) -> Iterator[list[str]]:
    """The endings by record, then the checks by day: one event a day, however many facts are due on it."""
    for entry in catalog.entries.values():
        for name, day, title in _endings(entry.record):
            told = f"{without_marks(getattr(entry.record, 'summary', ''))}\n{_address(entry.record, imprint)}".strip()
            yield _event(f"{entry.record.key}#{name}", day, title, told, imprint)
    due: defaultdict[datetime.date, list[Record]] = defaultdict(list)
    for _, fact in catalog.facts():
        due[fact.recheck_after].append(fact)
    for day, facts in sorted(due.items()):
        title = f"Check again: {facts[0].title}" if len(facts) == 1 else f"Check {len(facts)} facts again"
        told = "\n".join(f"{fact.title} {_address(fact, imprint)}".strip() for fact in facts)
        yield _event(f"recheck#{day}", day, title, told, imprint)


def _endings(record: Record) -> Iterator[tuple[str, datetime.date, str]]:
    """What of a record ends or begins: a name for the event, the day, and a title."""
    if isinstance(record, Claim) and record.day is not None:
        yield "day", record.day, record.title
    last_exam = record.last_exam_on if isinstance(record, Certification) else None
    if last_exam is not None:
        yield "last-exam", last_exam, f"Last exam: {record.title}"
    is_retired = isinstance(record, Successions) and getattr(record, "status", "") == "retired"
    since: datetime.date | None = getattr(record, "status_since", None)
    if is_retired and since not in (None, last_exam):
        yield "retired", since, f"Retired: {record.title}"


def _event(name: str, day: datetime.date, title: str, told: str, imprint: Imprint) -> list[str]:
    """The lines of an event; it was written on the day of the edition, or else on its own."""
    stamp = (imprint.date or day.isoformat()).replace("-", "")
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'{imprint.address}dates.ics#{name}')}",
        f"DTSTAMP:{stamp}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"SUMMARY:{_text(title)}",
        f"DESCRIPTION:{_text(told)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _address(record: Record, imprint: Imprint) -> str:
    """The page that shows a record; nothing where no address is known, for a calendar has no page to be relative to."""
    if not imprint.address:
        return ""
    path, mark, anchor = record.location.partition("#")
    return imprint.to(f"{path.removesuffix('.md')}.html{mark}{anchor}")


def _text(text: str) -> str:
    """Text as a calendar has it: nothing in it ends a line or a value."""
    text = CONTROL.sub("", text.replace("\r\n", "\n"))
    return re.sub(r"[\\;,]", r"\\\g<0>", text).replace("\n", "\\n")
