"""Dead facts, planted one at a time in a sound handbook: each is reported with code, file, line, field and hint."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.diagnostics import Diagnostic, Severity
from macros.handbook import Handbook, read_handbook
from tests.conftest import TODAY, Write

AGE = "source: page\nchecked_on: 2026-11-01\nrecheck_after: 2027-05-01\n"
SOURCE = "publisher: P\naddress: https://example.org/\nread: original\nread_on: 2026-11-01\n"
TOOL = (
    "category: visualisation\nhomepage: https://example.org/\nlicence: MIT\nuse_for: Lines.\nnot_for: Paint.\n"
    "first_task: Draw.\n"
)
CLAIM = "data/claims/length.yml"
LICENCE = "data/certifications/licence.yml"
WAGE = "data/pay/wage.yml"
PENCIL = "data/tools/pencil.yml"
BOOK = "data/resources/book.yml"
PAGE = "data/sources/page.yml"

SOUND: Mapping[str, str] = {
    PAGE: SOURCE,
    "data/sources/list.yml": SOURCE.replace("original", "listed"),
    CLAIM: f"value: 3 cm\n{AGE}",
    LICENCE: f"vendor: The guild\nstatus: current\nhomepage: https://example.org/\nprice: 10\ncurrency: EUR\n{AGE}",
    WAGE: (
        "amount: 30000\ncurrency: EUR\nper: year\nmeasure: base\nstatistic: median\nregion: Nowhere\npopulation: All\n"
        f"period: May 2025\ncaution: Old.\n{AGE}"
    ),
    PENCIL: f"status: current\n{TOOL}{AGE}",
    "data/tools/quill.yml": f"status: retired\n{TOOL}status_since: 2020-01-01\nsuperseded_by: [pencil]\n{AGE}",
    "data/tools/reed.yml": f"status: retired\n{TOOL}status_since: 2010-01-01\nsuperseded_by: [pencil]\n{AGE}",
    BOOK: (
        "address: https://example.org/\nauthor: A\nformat: book\ncost: free\nlogin: false\nlicence: unknown\n"
        f"hours: {{low: 1, high: 2}}\nlevel: introductory\nwhy: Short.\n{AGE.replace('page', 'list')}"
    ),
}
"""A sound handbook, but for id, title and summary."""


@dataclass(frozen=True, kw_only=True)
class Dead:
    """What is written in place of what in a file, and what is then reported: code, field, part of the hint, file."""

    file: str
    old: str
    new: str
    code: str
    field: str
    hint: str
    where: str = ""
    """The file that is reported, where it is not the one written."""


DEAD: Mapping[str, Dead] = {
    "past its last day, and still current": Dead(
        file=LICENCE, old="price", new="last_exam_on: 2026-06-30\nprice",
        code="past-retirement", field="status", hint="status: retired",
    ),
    "past its last day since it was checked": Dead(
        file=LICENCE, old="price", new="last_exam_on: 2026-11-10\nprice",
        code="ended-since-check", field="status", hint="status: retired",
    ),
    "without a source": Dead(
        file=CLAIM, old="source: page\n", new="", code="fact-without-source", field="id", hint="add 'source'"
    ),
    "with a source that is not there": Dead(
        file=CLAIM, old="page", new="pages", code="unknown-reference", field="source", hint="did you mean 'page'"
    ),
    "on a source that nobody read": Dead(
        file=CLAIM, old="page", new="list", code="listed-fact", field="source", hint="read the source"
    ),
    "on a source without an http address": Dead(
        file=PAGE, old="https://example.org/", new="ftp://example.org/",
        code="bad-address", field="address", hint="https://",
    ),
    "on a source that cannot be opened": Dead(
        file=PAGE, old="read_on", new="unreachable_since: 2026-11-15\nread_on",
        code="unreachable-source", field="source", hint="name another source", where=CLAIM,
    ),
    "on a copy that nobody finds": Dead(
        file=PAGE, old="original", new="copy", code="copy-without-via", field="read", hint="add 'via'"
    ),
    "without the day it was checked": Dead(
        file=CLAIM, old="checked_on: 2026-11-01\n", new="",
        code="fact-without-dates", field="id", hint="add 'checked_on'",
    ),
    "checked in the future": Dead(
        file=CLAIM, old="checked_on: 2026-11-01", new="checked_on: 2026-12-24",
        code="future-check", field="checked_on", hint="really done",
    ),
    "to be checked again before it was checked": Dead(
        file=CLAIM, old="2027-05-01", new="2026-10-01",
        code="recheck-before-check", field="recheck_after", hint="some months",
    ),
    "to be checked again when nobody remembers": Dead(
        file=CLAIM, old="2027-05-01", new="2037-05-01",
        code="recheck-too-late", field="recheck_after", hint="look sooner",
    ),
    "overdue": Dead(
        file=CLAIM, old=AGE[13:], new="checked_on: 2026-01-01\nrecheck_after: 2026-11-01\n",
        code="overdue-fact", field="recheck_after", hint="read the source again",
    ),
    "stale beyond the limit": Dead(
        file=CLAIM, old=AGE[13:], new="checked_on: 2025-01-01\nrecheck_after: 2025-11-01\n",
        code="long-overdue-fact", field="recheck_after", hint="read the source again",
    ),
    "retired without a date": Dead(
        file="data/tools/quill.yml", old="status_since: 2020-01-01\n", new="",
        code="retired-without-date", field="status", hint="add 'status_since'",
    ),
    "retired on a day to come": Dead(
        file="data/tools/quill.yml", old="2020-01-01", new="2027-01-01",
        code="retired-in-future", field="status_since", hint="until then",
    ),
    "retired, and nothing is said of what follows": Dead(
        file="data/tools/quill.yml", old="superseded_by: [pencil]\n", new="",
        code="successor-missing", field="status", hint="superseded_by",
    ),
    "followed by what has ended": Dead(
        file="data/tools/quill.yml", old="[pencil]", new="[reed]",
        code="successor-retired", field="superseded_by", hint="name its successor 'pencil'",
    ),
    "followed by what it follows itself": Dead(
        file=PENCIL, old="current\n", new="maintenance\nstatus_since: 2026-01-01\nsuperseded_by: [quill]\n",
        code="successor-cycle", field="superseded_by", hint="people should use today",
    ),
    "current, and followed by another": Dead(
        file=LICENCE, old="price", new="superseded_by: [other]\nprice",
        code="successor-of-current", field="superseded_by", hint="write the status",
    ),
    "followed, and not followed": Dead(
        file="data/tools/quill.yml", old="superseded_by", new="no_successor: Nothing.\nsuperseded_by",
        code="successor-missing", field="no_successor", hint="keep one of the two",
    ),
    "a price without a currency": Dead(
        file=LICENCE, old="currency: EUR\n", new="", code="price-without-currency", field="price", hint="add 'currency'"
    ),
    "a price without a date": Dead(
        file=LICENCE, old="checked_on: 2026-11-01\n", new="",
        code="fact-without-dates", field="id", hint="add 'checked_on'",
    ),
    "a price in a currency that does not exist": Dead(
        file=LICENCE, old="EUR", new="EURO", code="unknown-currency", field="currency", hint="write EUR"
    ),
    "pay without a year": Dead(
        file=WAGE, old="May 2025", new="last May", code="pay-without-year", field="period", hint="add the year"
    ),
    "more than the whole": Dead(
        file=CLAIM, old="3 cm", new="142 % of lines", code="impossible-percentage", field="value", hint="change: true"
    ),
    "a resource that cannot be opened": Dead(
        file=BOOK, old="why", new="unreachable_since: 2026-11-15\nwhy",
        code="unreachable-resource", field="unreachable_since", hint="status: retired",
    ),
}  # fmt: skip
"""How a fact dies, and how that is told."""

KINDS = ("source", "claim", "certification", "pay", "tool", "resource")


@pytest.fixture
def sound(write: Write) -> Path:
    """A root with the sound handbook."""
    files = {"docs/index.md": "# Lines\n\nText.\n", "data/certifications/other.yml": SOUND[LICENCE], **SOUND}
    pages = ("sources", "ledger", "certifications", "pay", "tools/index", "resources")
    files |= {
        f"docs/{page}.md": f'# A\n\n{{{{ records("{kind}") }}}}\n' for page, kind in zip(pages, KINDS, strict=True)
    }
    return write({name: with_names(name) + text if name.startswith("data") else text for name, text in files.items()})


def with_names(file: str) -> str:
    """The fields that every record begins with."""
    return f"id: {Path(file).stem}\ntitle: A thing called {Path(file).stem}\nsummary: Says what it is.\n"


def report(root: Path) -> list[Diagnostic]:
    """What is said of a root as of the tests' day."""
    return list(read_handbook(root, TODAY).diagnostics)


def field_of(found: Diagnostic) -> str:
    """The field that a finding points at: the name in its line."""
    return found.line.partition(":")[0].strip()


def test_there_are_twenty_ways_to_die_and_more() -> None:
    assert len(DEAD) >= 20
    assert len({dead.code for dead in DEAD.values()}) >= 20


def test_nothing_is_said_of_sound_facts(sound: Path) -> None:
    assert [found.code for found in report(sound)] == []


@pytest.mark.parametrize("name", DEAD)
def test_a_dead_fact_is_reported_by_name_with_its_place_and_a_hint(name: str, sound: Path) -> None:
    dead = DEAD[name]
    text = (sound / dead.file).read_text(encoding="utf-8")
    assert dead.old in text
    (sound / dead.file).write_text(text.replace(dead.old, dead.new, 1), encoding="utf-8")
    found = [one for one in report(sound) if one.code == dead.code and dead.hint in one.hint]
    assert (dead.where or dead.file) in {one.path for one in found}
    assert {field_of(one) for one in found} == {dead.field}
    assert all(one.span is not None and one.span.line > 0 and one.message for one in found)


@pytest.mark.parametrize("day", ["2027-06-01", "2036-01-01"])
def test_no_build_breaks_because_days_have_passed(day: str, sound: Path) -> None:
    later = read_handbook(sound, type(TODAY).fromisoformat(day))
    assert later.diagnostics
    assert {found.severity for found in later.diagnostics} == {Severity.REPORT}


def test_every_fact_has_its_source_and_its_dates(real: Handbook) -> None:
    facts = [fact for _, fact in real.catalog.facts()]
    whole = [fact for fact in facts if fact.source and fact.checked_on < fact.recheck_after and fact.confidence]
    sourced = [fact for fact in facts if real.catalog.get("source", fact.source) is not None]
    assert (len(whole), len(sourced)) == (len(facts), len(facts)), f"{len(whole)} of {len(facts)} facts are whole"
    assert len(facts) >= 250
    print(f"{len(whole)} of {len(facts)} facts have a source, a day of checking and one of checking again")
