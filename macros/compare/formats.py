"""A comparison as text (for a terminal), as Markdown (for a pull request's summary) and as JSON (for programs).

What strangers wrote stands in none of them where it could do something: in text and JSON nothing is hidden and no
line begins with it, and in Markdown it stands in code spans, where there are no links, pictures, tags and mentions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from macros.compare.changes import CodeChange, Comparison, Edit, PageChange, RecordChange
from macros.compare.excerpts import excerpts, shortened
from macros.compare.meaning import CODE, DAYS, MEANINGS, headline, meaning
from macros.diagnostics import visible

MOST_BYTES = 60_000
"""The most bytes of Markdown: GitHub drops a job's summary past 1 MiB, and nobody reads so much."""

MOST_EDITS = 20
"""The most edits of a record that are printed."""

MOST_FILES = 10
"""The most files of an example or an exercise that are named."""

MOST_PLACES = 3
"""The most places of one text that are printed."""

Quote = Callable[[str], str]
"""How a stranger's text is written."""


def as_text(comparison: Comparison) -> str:
    """The sentence, then the records under what happened to them, each with its edits."""
    lines = [headline(comparison)]
    for how, changes in _grouped(comparison):
        lines += ["", f"{how}:", *(line for change in changes for line in _record_lines(change, visible, "  "))]
    if comparison.code:
        lines += ["", "code:", *(f"  - {_code_line(change, visible)}" for change in comparison.code)]
    if comparison.pages:
        lines += ["", "docs/:", *(f"  - {_page_line(page, visible)}" for page in comparison.pages)]
    return "\n".join(lines) + "\n"


def as_markdown(comparison: Comparison, most: int = MOST_BYTES) -> str:
    """The same as Markdown of at most so many bytes; what does not fit is counted at the end."""
    written, left_out, heading = [headline(comparison) + "\n"], 0, ""
    room = most - len(written[0].encode()) - len(_left_out(10**9))
    for title, item in _items(comparison):
        piece = item if title == heading else f"\n### {title}\n\n{item}"
        if (size := len(piece.encode())) <= room:
            written, room, heading = [*written, piece], room - size, title
        else:
            left_out += 1
    return "".join([*written, _left_out(left_out) if left_out else ""])


def as_json(comparison: Comparison) -> str:
    """The same for programs: every record with its meaning and its edits, values whole."""
    document = {
        "summary": headline(comparison),
        "records": [_record_value(change) for change in comparison.records],
        "code": [
            {"kind": change.what, "id": change.id, "change": change.change, "files": list(change.files)}
            for change in comparison.code
        ],
        "pages": [
            {"path": page.path, "change": page.change, "added": page.words_added, "removed": page.words_removed}
            for page in comparison.pages
        ],
    }
    return json.dumps(document, indent=2).replace("##[", "\\u0023#[") + "\n"


FORMATS: Mapping[str, Callable[[Comparison], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


# --- what text and Markdown share ----------------------------------------------------------------------------------


def _grouped(comparison: Comparison) -> Iterator[tuple[str, list[RecordChange]]]:
    """The records under the words for what happened to them, in the order of meanings."""
    order = list(MEANINGS)
    changes = sorted(comparison.records, key=lambda change: order.index(meaning(change)))
    for how, group in groupby(changes, key=meaning):
        yield MEANINGS[how], list(group)


def _record_lines(change: RecordChange, quote: Quote, margin: str) -> Iterator[str]:
    title = f": {quote(shortened(change.title))}" if change.title else ""
    former = f", formerly {quote(change.formerly)}" if change.formerly else ""
    yield f"{margin}- {quote(change.key)}{title}{former}"
    edits = sorted(change.edits, key=lambda edit: edit.way[0] in DAYS)[:MOST_EDITS]
    for (field, _), group in groupby(edits, key=lambda edit: (edit.field, edit.change)):
        yield from (f"{margin}  - {quote(shortened(field))}: {line}" for line in _edit_lines(list(group), quote))
    if len(change.edits) > MOST_EDITS:
        yield f"{margin}  - and {len(change.edits) - MOST_EDITS} more edits"


def _edit_lines(edits: list[Edit], quote: Quote) -> Iterator[str]:
    """What was done to a field; the items that came into a list, or went, on one line."""
    match edits[0].change:
        case "added":
            yield f"added {', '.join(quote(shortened(_shown(edit.new))) for edit in edits)}"
        case "removed":
            yield f"removed {', '.join(quote(shortened(_shown(edit.old))) for edit in edits)}"
        case "moved":
            yield f"now in this order: {quote(shortened(_shown(edits[0].new)))}"
        case _:
            places = [place for edit in edits for place in excerpts(_shown(edit.old), _shown(edit.new))]
            yield from (f"{quote(old)} → {quote(new)}" for old, new in places[:MOST_PLACES])
            if len(places) > MOST_PLACES:
                yield f"and {len(places) - MOST_PLACES} more places"


def _shown(value: Any) -> str:
    """A plain value on one line: as it is written in a file, without its quotes."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return ", ".join(map(_shown, value))
        case dict():
            return "; ".join(f"{name}: {_shown(item)}" for name, item in value.items())
    return str(value)


def _code_line(change: CodeChange, quote: Quote) -> str:
    names = [quote(shortened(name)) for name in change.files[:MOST_FILES]]
    more = [f"{len(change.files) - MOST_FILES} more"] if len(change.files) > MOST_FILES else []
    what = change.what if change.what == "example" else "code of exercise"
    return (
        f"{what} {quote(shortened(change.id))} {CODE[change.change]}{': ' if names else ''}{', '.join([*names, *more])}"
    )


def _page_line(page: PageChange, quote: Quote) -> str:
    words = [(page.words_added, "added"), (page.words_removed, "removed")]
    counts = ", ".join(f"{number} word{'' if number == 1 else 's'} {how}" for number, how in words if number)
    same = "the same words, set otherwise" if page.noun == "page" and page.change == "changed" else ""
    detail = f": {counts or same}" if counts or same else ""
    return f"{quote(shortened(page.path))} {page.change}{detail}"


# --- Markdown ------------------------------------------------------------------------------------------------------


def _items(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The parts of the Markdown that stand or fall together, each with its heading: a record with its edits, a page."""
    for how, changes in _grouped(comparison):
        for change in changes:
            yield how.capitalize(), "".join(f"{line}\n" for line in _record_lines(change, code, ""))
    for code_change in comparison.code:
        yield "Code", f"- {_code_line(code_change, code)}\n"
    for page in comparison.pages:
        yield "Pages", f"- {_page_line(page, code)}\n"


def code(text: str) -> str:
    """A code span that shows a text as it is: nothing in one is a link, a picture, a tag, a mention or a macro."""
    text = visible(text)
    ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if text.strip("`") != text or not text.strip() else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _left_out(number: int) -> str:
    return f"\n{number} more, left out here: `python -m macros diff` shows them all.\n"


# --- JSON ----------------------------------------------------------------------------------------------------------


def _record_value(change: RecordChange) -> dict[str, Any]:
    formerly = {"formerly": change.formerly} if change.formerly else {}
    edits = [{"field": edit.field, "change": edit.change, "old": edit.old, "new": edit.new} for edit in change.edits]
    name = {"kind": change.kind, "id": change.id, "title": change.title}
    return {**name, **formerly, "change": change.change, "meaning": meaning(change), "edits": edits}
