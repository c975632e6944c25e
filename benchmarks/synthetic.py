"""A handbook of any number of pages, in the shapes of the real one: its own records and pages, and copies of them.

A copy has another id and title, and names the copies of what the first one names. Where a topic has no text yet, it
borrows one, because every topic is to have one. Records that share a page with others (terms, sources, claims) stay
once, but for what copies need: the questions of topics, the resources of skills. Roles stay once too: each is a column
of the table of tasks.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

from macros.catalog import Key, links_of
from macros.handbook import Handbook, read_handbook
from macros.loader import Entry
from macros.models import FOLDERS
from macros.pages.reading import Page

COPIED = ("skill", "topic", "tool", "characteristic", "responsibility")
NEEDED = {"skill": "resource", "topic": "question"}
"""What a copy of a kind cannot do without: the records of another kind that name it."""

LENDERS = ("characteristics", "responsibilities", "roles")
"""The folders whose texts are lent to topics: of middling length, a thousand words."""

SERVED = ("skills", "topics")
"""Whom a resource serves: a copy serves copies alone, or the first ones would be served too often."""

FOLDER = {model.kind: name for name, model in FOLDERS.items()}
PARTS = ("data", "docs", "examples", "exercises", "overrides", "macros")
NEIGHBOUR = re.compile(r"\]\((?=[a-z0-9-]+\.md)")


def write_handbook(real: Path, root: Path, pages: int) -> int:
    """Write a handbook of so many pages, or of as many as the real one has; returns how many."""
    for name in PARTS:
        shutil.copytree(real / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(real / "mkdocs.yml", root / "mkdocs.yml")
    handbook = read_handbook(real)
    lend = cycle([page for path, page in handbook.prose.pages.items() if _lends(path)])
    for topic in handbook.catalog.records("topic"):
        if topic.location not in handbook.prose.pages:
            _write(root / "docs" / topic.location, _borrowed(next(lend)))
    for number, keys in enumerate(_choices(handbook, pages - len(handbook.pages)), 2):
        every = [*keys, *_needed(handbook, keys)]
        for key in every:
            _copy(handbook, root, key, every, number)
    return max(pages, len(handbook.pages))


def _choices(handbook: Handbook, more: int) -> Iterator[Sequence[Key]]:
    """What is copied, copy by copy: everything, and at last as many as are missing, spread over all kinds."""
    every = [(record.kind, record.id) for record in handbook.catalog.pages.values() if record.kind in COPIED]
    while more > 0:
        count = min(more, len(every))
        yield [every[place * len(every) // count] for place in range(count)]
        more -= count


def _copy(handbook: Handbook, root: Path, key: Key, keys: Sequence[Key], number: int) -> None:
    """Write the copy of one record, and of its text."""
    entry = handbook.catalog.entries[key]
    name = f"{key[1]}-{number}"
    _write(root / "data" / FOLDER[key[0]] / f"{name}.yml", _record(entry, keys, number))
    location = entry.record.location
    if (page := handbook.prose.pages.get(location)) is not None:
        _write(root / "docs" / location.replace(key[1], name), _text(page, keys, number))
    elif key[0] == "topic":
        _write(root / "docs" / location.replace(key[1], name), (root / "docs" / location).read_text(encoding="utf-8"))


def _needed(handbook: Handbook, keys: Sequence[Key]) -> Sequence[Key]:
    """What copied records cannot do without, each once."""
    links = [(NEEDED.get(key[0]), link.source_key) for key in keys for link in handbook.catalog.backlinks.get(key, ())]
    return list(dict.fromkeys(key for kind, key in links if key[0] == kind))


def _record(entry: Entry, keys: Sequence[Key], number: int) -> str:
    """A record under another id and title, and a skill without exercises; JSON is YAML too."""
    value = json.loads(json.dumps(entry.source.value))
    value |= {"id": f"{value['id']}-{number}", "title": f"{value['title']} {number}", "formerly": []}
    if "aliases" in value:
        value["aliases"] = [f"{alias} {number}" for alias in value["aliases"]]
    if "complete" in value:
        value["complete"] = False
    for link in links_of(entry):
        if link.target_key in keys:
            _put(value, link.loc, f"{link.target}-{number}")
    for name in SERVED if entry.record.kind == "resource" else ():
        value[name] = [served for served in value.get(name, ()) if served.endswith(f"-{number}")]
    return json.dumps(value, ensure_ascii=False)


def _put(value: Any, loc: Sequence[str | int], new: str) -> None:
    for step in loc[:-1]:
        value = value[step]
    value[loc[-1]] = new


def _text(page: Page, keys: Sequence[Key], number: int) -> str:
    """A page's text, which names the copies."""
    text = page.text
    for call in reversed(page.calls):
        if (call.name, call.arguments[0]) in keys:
            end = call.offset + call.length
            said = text[call.offset : end].replace(call.arguments[0], f"{call.arguments[0]}-{number}", 1)
            text = text[: call.offset] + said + text[end:]
    return text


def _lends(path: str) -> bool:
    folder, _, name = path.partition("/")
    return folder in LENDERS and name != "index.md"


def _borrowed(page: Page) -> str:
    """A text whose links to its neighbours still lead to them, without its front matter."""
    folder = page.path.partition("/")[0]
    return NEIGHBOUR.sub(f"](../{folder}/", page.text[page.start :])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
