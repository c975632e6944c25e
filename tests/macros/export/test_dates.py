"""The calendar: a reader of calendars takes every line, and text stays text."""

import datetime
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from macros.catalog import Catalog
from macros.export import Imprint
from macros.export.dates import LONGEST_LINE, create_calendar, fold
from macros.handbook import Handbook
from macros.loader import Entry, Loaded
from macros.models import Certification, Claim
from macros.source import Source
from tests.conftest import TODAY

IMPRINT = Imprint(title="A handbook", description="", address="https://example.org/", date="2026-11-21")
DAY = datetime.date(2027, 3, 31)


LINE = re.compile(r"([A-Z-]+)(?:;[A-Z-]+=[^\x00-\x1f\",:;]+)*:([^\x00-\x08\x0a-\x1f\x7f]*)")
"""A line of a calendar: its name, parameters, and a value without control characters."""


def is_nested(lines: list[str]) -> bool:
    """Whether every line is one, and what begins ends; the library forgives both."""
    open_parts: list[str] = []
    for line in lines:
        found = LINE.fullmatch(line)
        if found is None or (found[1] == "END" and (not open_parts or open_parts.pop() != found[2])):
            return False
        open_parts += [found[2]] if found[1] == "BEGIN" else []
    return not open_parts


def events(text: str) -> list[Any]:
    """The events of a calendar, as a program reads them that forgives no mistake."""
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    assert calendar["VERSION"] == "2.0"
    assert is_nested(text.replace("\r\n ", "").split("\r\n")[:-1])
    assert calendar["PRODID"]
    return list(calendar.walk("VEVENT"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("END:VCALENDAR", ""),
        ("END:VEVENT", "END:VTODO"),
        ("DTSTART;VALUE=DATE:", "DTSTART;VALUE=DATE:x"),
        ("DTSTAMP:", "DTSTAMP:yesterday"),
        ("VERSION:2.0", "VERSION:1.0"),
        ("PRODID:", "X-PRODID:"),
        ("SUMMARY", "SUMMARY X"),
    ],
)
def test_a_broken_calendar_is_noticed(old: str, new: str, small: Handbook) -> None:
    text = create_calendar(small.catalog, IMPRINT)
    assert len(events(text)) > 2
    assert old in text
    with pytest.raises((AssertionError, ValueError, KeyError)):
        events(text.replace(old, new))


def with_title(title: str) -> Catalog:
    """A catalog that holds a certificate of this title."""
    days: dict[str, Any] = {
        "checked_on": TODAY,
        "recheck_after": datetime.date(2027, 1, 1),
        "status_since": DAY,
        "last_exam_on": DAY,
    }
    record = Certification.model_construct(None, id="lines", title=title, summary=title, status="retired", **days)
    entry = Entry(record=record, source=Source(name="data/certifications/lines.yml"))
    return Catalog(Loaded(entries=(entry,), names=frozenset(), exceptions=None, diagnostics=()), TODAY)


@pytest.mark.parametrize("which", ["real", "small"])
@pytest.mark.parametrize(
    "imprint", [IMPRINT, Imprint(title="A handbook", description="")], ids=["deployed", "on a disk"]
)
def test_a_reader_of_calendars_takes_it(which: str, imprint: Imprint, request: pytest.FixtureRequest) -> None:
    handbook: Handbook = request.getfixturevalue(which)
    found = events(create_calendar(handbook.catalog, imprint))
    names = [event["UID"] for event in found]
    assert len(names) == len(set(names)) > 2
    assert all(event[name] for event in found for name in ("DTSTAMP", "DTSTART", "SUMMARY"))


def test_every_day_on_which_a_fact_is_due_is_an_event(real: Handbook) -> None:
    found = [event for event in events(create_calendar(real.catalog, IMPRINT)) if event["SUMMARY"].startswith("Check")]
    assert [event["DTSTART"].dt for event in found] == sorted({fact.recheck_after for _, fact in real.catalog.facts()})
    told = "\n".join(event["DESCRIPTION"] for event in found)
    assert [fact.title for _, fact in real.catalog.facts() if fact.title not in told] == []


def test_an_exam_ends_and_a_tool_is_retired_once() -> None:
    found = [(event["SUMMARY"], event["DTSTART"].dt) for event in events(create_calendar(with_title("Lines"), IMPRINT))]
    assert found == [("Last exam: Lines", DAY), ("Check again: Lines", datetime.date(2027, 1, 1))]


def test_the_days_from_which_laws_apply_are_events(real: Handbook) -> None:
    found = {(event["DTSTART"].dt, str(event["SUMMARY"])) for event in events(create_calendar(real.catalog, IMPRINT))}
    days = [claim for claim in real.catalog.records("claim") if isinstance(claim, Claim) and claim.day]
    assert {(claim.day, claim.title) for claim in days} <= found
    title = "When the EU duties for stand-alone high-risk systems apply"
    assert (datetime.date(2027, 12, 2), title) in found


def test_every_line_is_short_and_ends_as_the_standard_says(real: Handbook) -> None:
    text = create_calendar(real.catalog, IMPRINT)
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= LONGEST_LINE


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_stays_the_title_of_its_event(text: str) -> None:
    first = events(create_calendar(with_title(text), IMPRINT))[0]
    assert first["SUMMARY"] == f"Last exam: {text}"


@pytest.mark.parametrize(
    "text", ["a\r\nEND:VEVENT\r\nBEGIN:VALARM", "a\nDTSTART:19700101", "a\x00\x0b\x1fb", '\\n;,:"']
)
def test_hostile_text_adds_no_line(text: str) -> None:
    found = events(create_calendar(with_title(text), IMPRINT))
    assert [event["DTSTART"].dt for event in found] == [DAY, datetime.date(2027, 1, 1)]
    assert {name for event in found for name in event} == {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "SUMMARY",
        "DESCRIPTION",
        "TRANSP",
    }


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_folded_line_is_the_same_line(text: str) -> None:
    assert fold(text).replace("\r\n ", "") == text
