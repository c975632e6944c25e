"""Two states of the handbook -> what changed between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from macros.compare.changes import CodeChange, Comparison, Edit, PageChange, RecordChange
from macros.compare.snapshot import Files, Key, Snapshot
from macros.compare.values import find_edits
from macros.models import MODELS


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Every record and page that differs, and all code."""
    code = _code(old.code, new.code, _renamed(old.records, new.records))
    records, pages = _records(old.records, new.records), _pages(old.pages, new.pages)
    return Comparison(records=tuple(records), code=tuple(code), pages=tuple(pages))


Records = Mapping[Key, dict[str, Any] | str]


def _records(old: Records, new: Records) -> Iterator[RecordChange]:
    renamed = _renamed(old, new)
    for key in sorted({*old, *new} - set(renamed.values())):
        before = renamed.get(key, key)
        if before not in old:
            yield _change(key, new[key], "added" if isinstance(new[key], dict) else "unreadable")
        elif key not in new:
            yield _change(key, old[key], "removed")
        elif (change := _between(before, old[before], key, new[key])) is not None:
            yield change


def _renamed(old: Records, new: Records) -> dict[Key, Key]:
    """New key -> old key, for new records whose `formerly` holds the id of one that is gone."""
    gone = {key for key in old if key not in new}
    renamed: dict[Key, Key] = {}
    for key in sorted(key for key in new if key not in old):
        for former in _former_ids(new[key]):
            if (before := (key[0], former)) in gone:
                renamed[key] = before
                gone.discard(before)
                break
    return renamed


def _former_ids(record: dict[str, Any] | str) -> list[str]:
    former = record.get("formerly") if isinstance(record, dict) else None
    return [name for name in former if isinstance(name, str)] if isinstance(former, list) else []


def _between(old_key: Key, old: dict[str, Any] | str, key: Key, new: dict[str, Any] | str) -> RecordChange | None:
    """What became of a record that both states have, under the same name or another one."""
    if isinstance(new, str):
        return _change(key, new, "unreadable") if new != old else None
    if isinstance(old, str):
        return _change(key, new, "mended")
    edits = tuple(edit for edit in find_edits(old, new, MODELS.get(key[0])) if not _says_rename(edit, old_key, key))
    if old_key == key and not edits:
        return None
    return _change(key, new, "changed" if old_key == key else "renamed", "" if old_key == key else old_key[1], edits)


def _says_rename(edit: Edit, old_key: Key, key: Key) -> bool:
    """Whether an edit says no more than that the record was renamed."""
    if old_key == key:
        return False
    return edit.way == ("id",) or (edit.way == ("formerly",) and edit.new == old_key[1])


def _change(
    key: Key, record: dict[str, Any] | str, change: Any, formerly: str = "", edits: tuple[Edit, ...] = ()
) -> RecordChange:
    title = record.get("title") if isinstance(record, dict) else None
    shown = title if isinstance(title, str) else ""
    return RecordChange(kind=key[0], id=key[1], title=shown, change=change, formerly=formerly, edits=edits)


def _pages(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[PageChange]:
    for path in sorted({*old, *new}):
        before, after = _words(path, old.get(path, b"")), _words(path, new.get(path, b""))
        counts = {"words_added": (after - before).total(), "words_removed": (before - after).total()}
        if path not in old:
            yield PageChange(path=path, change="added", **counts)
        elif path not in new:
            yield PageChange(path=path, change="removed", **counts)
        elif _text(old[path]) != _text(new[path]):
            yield PageChange(path=path, change="changed", **counts)


def _code(old: Mapping[Key, Files], new: Mapping[Key, Files], renamed: Mapping[Key, Key]) -> Iterator[CodeChange]:
    """What became of examples and of exercises' code; an exercise's code goes with its record to another id."""
    for key in sorted({*old, *new} - {before for before in renamed.values() if before[0] == "exercise"}):
        before, after = old.get(renamed.get(key, key), {}), new.get(key, {})
        if change := _of_code(key[0], before, after):
            what: Any = key[0]
            yield CodeChange(what=what, id=key[1], change=change, files=tuple(_differing(key[0], before, after)))


def _of_code(what: str, old: Files, new: Files) -> Any:
    """What happened to some code; nothing where it is the same."""
    if not old or not new:
        return "added" if new else "removed"
    if differing := _differing(what, old, new):
        return "changed" if what == "exercise" or any(name.endswith(".py") for name in differing) else "rerun"
    return "moved" if old.keys() != new.keys() else None


def _differing(what: str, old: Files, new: Files) -> list[str]:
    """The names of the files that came, went or changed; those of an example without their topic's folder."""
    before, after = (
        {name.rpartition("/")[2] if what == "example" else name: _text(raw) for name, raw in files.items()}
        for files in (old, new)
    )
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _words(path: str, raw: bytes) -> Counter[str]:
    """How often each word stands in a page; a picture has none."""
    return Counter(_text(raw).split()) if path.endswith(".md") else Counter()


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
