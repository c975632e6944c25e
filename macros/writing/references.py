"""Data files in which a record is named by another id: its own, those that link to it, and the exceptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from macros.catalog import Catalog
from macros.loader import Entry
from macros.models import Record
from macros.source import Loc, Source, Span, parse
from macros.writing.formatting import formatted
from macros.writing.mentions import Renaming
from macros.writing.texts import written_key, written_line


def renamed_record(entry: Entry, renaming: Renaming) -> str:
    """The record's own file under its new id; the old one becomes a former one."""
    former = list(entry.record.formerly)
    texts: dict[Loc, str] = {("id",): renaming.new}
    if renaming.new in former:
        texts[("formerly", former.index(renaming.new))] = renaming.old
        return _with_texts(entry.source, renaming.model, texts)
    form = parse(_with_texts(entry.source, renaming.model, texts), entry.source.name)
    lines = form.text.split("\n")
    item = f"  - {written_line(renaming.old)}"
    if former:
        lines.insert(form.span(("formerly", len(former) - 1)).line, item)
    else:
        lines = [*(line for line in lines if line != "formerly: []"), "formerly:", item]
    return formatted(parse("\n".join(lines), form.name), renaming.model)


def renamed_links(catalog: Catalog, renaming: Renaming) -> Mapping[str, str]:
    """The files of the records that link to the record."""
    places: defaultdict[str, dict[Loc, str]] = defaultdict(dict)
    entries = {}
    for link in catalog.backlinks.get((renaming.model.kind, renaming.old), ()):
        name = link.entry.source.name
        entries[name] = link.entry
        places[name][link.loc] = renaming.new
    return {name: _with_texts(entry.source, type(entry.record), places[name]) for name, entry in entries.items()}


def renamed_exceptions(exceptions: Source | None, renaming: Renaming) -> Mapping[str, str]:
    """The file of exceptions, where the record has one."""
    old, new = (f"{renaming.model.kind}/{record_id}" for record_id in (renaming.old, renaming.new))
    rules = [rule for rule, records in ((exceptions and exceptions.value) or {}).items() if old in records]
    if exceptions is None or not rules:
        return {}
    form = parse(formatted(exceptions, None), exceptions.name)
    text = _replaced(form, ((form.span((rule, old), key=True), written_key(new)) for rule in rules))
    return {exceptions.name: formatted(parse(text, exceptions.name), None)}


def _with_texts(source: Source, model: type[Record], texts: Mapping[Loc, str]) -> str:
    """A file in its form, with other texts at some places; there each of them has its line to itself."""
    form = parse(formatted(source, model), source.name)
    return _replaced(form, ((form.span(loc), written_line(text)) for loc, text in texts.items()))


def _replaced(source: Source, changes: Iterable[tuple[Span, str]]) -> str:
    """A text with other words in some spans, no two of them on one line."""
    lines = source.text.split("\n")
    for span, words in changes:
        line = lines[span.line - 1]
        lines[span.line - 1] = f"{line[: span.column - 1]}{words}{line[span.end - 1 :]}"
    return "\n".join(lines)
