"""What to write instead of a value that cannot be: worked out from the value where it tells, else an example."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator
from typing import Any

from macros.diagnostics import nearest
from macros.models import CURRENCIES, Reference, is_web_address, slug

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR_FIRST = re.compile(r"(\d{4})([-/. ]?)(\d{2})\2(\d{2})(?:[T ].*)?|(\d{4})([-/. ])(\d{1,2})\6(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
EITHER_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
IN_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? )?([A-Za-z]{3,9})\.?,? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})"
)
ADDRESS = re.compile(r"https?://[^\s<>()\"']+")
NUMBER = re.compile(r"[0-9]{1,3}(?:[,' _][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")


def for_date(value: Any) -> str:
    """Year, month and day of what is surely meant, else an example; day and month are never guessed at."""
    days = list(dict.fromkeys(_days(" ".join(str(value).split())))) if isinstance(value, str | int) else []
    if len(days) == 1:
        return f"write {days[0]}: year, month, day"
    meant = " or ".join(str(day) for day in days)
    return f"write year, month, day: {meant}" if meant else "write year, month, day, like 2026-01-31"


def _days(text: str) -> Iterator[datetime.date]:
    """The days that a text may mean."""
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.group(1, 3, 4) if found[1] else found.group(5, 7, 8))
        yield from _day(year, month, day)
        if month > 12:
            yield from _day(year, day, month)
    elif found := DAY_FIRST.fullmatch(text):
        yield from _day(int(found[3]), int(found[2]), int(found[1]))
    elif found := EITHER_FIRST.fullmatch(text):
        yield from _day(int(found[3]), int(found[2]), int(found[1]))
        yield from _day(int(found[3]), int(found[1]), int(found[2]))
    elif (found := IN_WORDS.fullmatch(text)) and found[2][:3].lower() in MONTHS:
        yield from _day(int(found[4]), MONTHS.index(found[2][:3].lower()) + 1, int(found[1] or found[3] or 0))


def _day(year: int, month: int, day: int) -> Iterator[datetime.date]:
    try:
        yield datetime.date(year, month, day)
    except ValueError:
        return


def for_number(value: Any, example: str) -> str:
    """The digits alone of what is surely one number, else an example."""
    if isinstance(value, float) and math.isfinite(value):
        return f"write {round(value)}, or another whole number"
    found = NUMBER.findall(value) if isinstance(value, str) else []
    alone = len(found) == 1 and not re.search(r"\d *[kKmM]\b", value)
    return f"write {re.sub('[^0-9.]', '', found[0])}, digits alone" if alone else f"write digits alone, like {example}"


def for_flag(value: Any) -> str:
    """`true` or `false`."""
    words = {"true": ("yes", "on", "true", "y", "1"), "false": ("no", "off", "false", "n", "none", "0")}
    meant = next((flag for flag, known in words.items() if str(value).strip().lower() in known), None)
    return f"write {meant}, without quotes" if meant else "write true or false"


def for_list(value: Any, reference: Reference | None) -> str:
    """The list that one text, or several with commas between them, was meant to be."""
    if str(value).lower() in ("none", "n/a", "-", "no", "false"):
        return "remove the line: a list that is not there is empty"
    items = [item.strip() for item in value.split(",")] if isinstance(value, str) else []
    items = [slug(item) for item in items] if reference is not None else items
    short = all(re.fullmatch(r"[\w][\w .+-]*", item) for item in items) and len(items) < 6
    return f"write [{', '.join(items)}]" if items and short else "write each item on a line of its own, after '- '"


def for_text(value: Any, written: str, reference: Reference | None) -> str:
    """What was written as a number, a list or a mapping, as text; `written` is how it stands in the file."""
    match value:
        case dict() if reference is not None:
            return f"write the id of a {reference.kind} alone"
        case bool() | int() | float():
            return f'put it in quotes: "{written}"'
        case [str(only)]:
            return f"write {only}, without a dash or brackets: it is one value"
        case list():
            return "write one value, without dashes and brackets"
        case dict() if len(value) == 1 and all(isinstance(item, str) for item in value.values()):
            name, text = next(iter(value.items()))
            return f"text with ': ' in it needs quotes: \"{name}: {text[:40]}{'…' if len(text) > 40 else ''}\""
        case dict():
            return "write one value; text with ': ' in it needs quotes"
    return "write it, or remove the line"


def for_id(value: str, reference: Reference | None, folder: str) -> str:
    """The id that a title or another spelling stands for; where to find the ids of what the field names."""
    name = slug(re.sub(r"\.ya?ml$", "", value.rsplit("/", maxsplit=1)[-1])) or "linear-maps"
    if reference is not None and "://" in value:
        return f"write the address into a record of data/{folder}/, and its id here"
    where = f", the name of a file in data/{folder}/ without .yml" if reference is not None else ""
    return f"write {name}{where}"


def for_address(value: str) -> str:
    """The address in what was pasted, or the one that lacks its beginning."""
    if (found := ADDRESS.search(value)) and is_web_address(found.group()) and found.group() != value.replace(" ", ""):
        rest = value.replace(found.group(), "").strip("<>()[] ")
        if not rest or "](" in value:
            return f"write {found.group()} alone"
    if is_web_address(f"https://{value}"):
        return f"write https://{value}"
    spaces = is_web_address(value.replace(" ", "%20"))
    return f"write {value.replace(' ', '%20')}" if spaces else "for example https://docs.python.org/3/"


SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}


def for_currency(value: str) -> str:
    """The code that a sign, or a code in small letters, stands for; else one that is spelt nearly so."""
    meant = SIGNS.get(value.strip()) or nearest(value.strip().upper(), CURRENCIES)
    return f"write {meant}, if that is meant" if meant else "write the code of ISO 4217, like USD, EUR or GBP"
