"""The model of a change: what a comparison holds, and nothing of how it is found or printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Way = tuple[str, ...]
"""The way to a value in a record: `("levels", "aware", "task")`; items of a list go by their id, never by number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One difference in a record: the value at a way before and after, None where there is none.

    In a list, an item that came or went is an edit of its own. Where only the order of a list changed (`moved`),
    both values are the items in their order.
    """

    way: Way
    old: Any = None
    new: Any = None
    moved: bool = False

    @property
    def field(self) -> str:
        """`levels.aware.task`."""
        return ".".join(self.way)

    @property
    def change(self) -> Literal["added", "removed", "changed", "moved"]:
        """What happened to the value."""
        if self.moved:
            return "moved"
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """What happened to one record; `formerly` is the id it had, where it was renamed.

    `unreadable`: the file can no longer be read as a record; `mended`: now it can.
    """

    kind: str
    id: str
    title: str
    change: Literal["added", "removed", "renamed", "changed", "unreadable", "mended"]
    formerly: str = ""
    edits: tuple[Edit, ...] = ()

    @property
    def key(self) -> str:
        """`tool/pytorch`: the record's name across kinds."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """What happened to one file of `docs/`; words are counted in pages, not in pictures."""

    path: str
    change: Literal["added", "removed", "changed"]
    words_added: int = 0
    words_removed: int = 0

    @property
    def noun(self) -> Literal["page", "file"]:
        """What it is: a page, or a picture or another file."""
        return "page" if self.path.endswith(".md") else "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChange:
    """What happened to the files of an example, or to the code of an exercise; `files` are those that differ.

    `rerun`: the code is the same, and gave something else; `moved`: the same files, in another topic's folder.
    """

    what: Literal["example", "exercise"]
    id: str
    change: Literal["added", "removed", "changed", "rerun", "moved"]
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that differs between two states of the handbook, records and code by kind and id, pages by path."""

    records: tuple[RecordChange, ...] = ()
    code: tuple[CodeChange, ...] = ()
    pages: tuple[PageChange, ...] = ()
