"""What a change means to a reader: a tool was retired, a price is new, a fact was only checked again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from macros.compare.changes import Comparison, RecordChange
from macros.models import MODELS, Fact

MEANINGS: Mapping[str, str] = {
    "changed": "changed",
    "retired": "retired",
    "retiring": "retiring",
    "maintenance": "in maintenance",
    "current": "now current",
    "announced": "announced",
    "price": "with a new price",
    "successor": "with a new successor",
    "renamed": "renamed",
    "removed": "removed",
    "added": "added",
    "unreadable": "that cannot be read",
    "mended": "that can be read again",
    "checked": "checked again",
}
"""Every meaning, with its words; in this order they are told."""

STATUSES = ("retired", "retiring", "maintenance", "current", "announced")
DAYS = {"checked_on", "recheck_after", "read_on", "reviewed_on"}
"""The fields that alone change when somebody looked again and found nothing to mend."""

CODE: Mapping[str, str] = {
    "changed": "changed",
    "removed": "removed",
    "added": "added",
    "rerun": "run again",
    "moved": "moved",
}
"""What may happen to code, with its words; in this order it is told."""

PLURALS = {
    "pay": "pay figures",
    "responsibility": "responsibilities",
    "exceptions": "lists of exceptions",
    "code": "exercises' code",
}
SINGULARS = {"pay": "pay figure", "exceptions": "list of exceptions", "code": "exercise's code"}


def meaning(change: RecordChange) -> str:
    """The one thing that a change is counted as: of all that it may be, what readers must know first."""
    if change.change not in ("changed", "renamed"):
        return change.change
    edited = {edit.way[0] for edit in change.edits}
    status = next((edit.new for edit in change.edits if edit.way == ("status",)), None)
    if status in STATUSES:
        return str(status)
    if change.change == "renamed":
        return "renamed"
    if edited & {"price", "currency"}:
        return "price"
    if any(edit.way == ("superseded_by",) and edit.change in ("added", "changed") for edit in change.edits):
        return "successor"
    return "checked" if edited <= DAYS else "changed"


def headline(comparison: Comparison) -> str:
    """`2 facts changed, 1 tool retired, 3 resources added`."""
    records = Counter((meaning(change), _subject(change)) for change in comparison.records)
    code: Counter[tuple[str, str]] = Counter(
        (change.change, "code" if change.what == "exercise" else change.what) for change in comparison.code
    )
    pages = Counter((change.change, change.noun) for change in comparison.pages)
    told = [(how, what, records[how, what]) for how in MEANINGS for what in sorted(w for h, w in records if h == how)]
    told += [(CODE[how], what, code[how, what]) for how in CODE for what in ("example", "code") if code[how, what]]
    told += [(how, what, pages[how, what]) for how, what in sorted(pages, key=lambda key: (key[1] != "page", key[0]))]
    words = (f"{number} {_noun(what, number)} {MEANINGS.get(how, how)}" for how, what, number in told)
    return ", ".join(words) or "nothing changed"


def _subject(change: RecordChange) -> str:
    """What a record is counted among: its kind, or facts where it could be any; records, where no kind is known."""
    model = MODELS.get(change.kind)
    if model is None:
        return change.kind if change.kind == "exceptions" else "record"
    return "fact" if issubclass(model, Fact) and meaning(change) in ("changed", "checked") else change.kind


def _noun(word: str, number: int) -> str:
    return SINGULARS.get(word, word) if number == 1 else PLURALS.get(word, f"{word}s")
