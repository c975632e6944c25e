"""What changed in the handbook between two states of it, in meaning and not in lines.

`compare(read_revision(root, "v1"), read_tree(root))` is a Comparison; `FORMATS` print it.
"""

from __future__ import annotations

from macros.compare.changes import CodeChange, Comparison, Edit, PageChange, RecordChange
from macros.compare.formats import FORMATS, as_json, as_markdown, as_text
from macros.compare.history import History, Release, read_history
from macros.compare.meaning import headline
from macros.compare.pairs import compare
from macros.compare.revision import RevisionError, read_changes, read_revision
from macros.compare.snapshot import Snapshot, read_tree, snapshot

__all__ = [
    "FORMATS",
    "CodeChange",
    "Comparison",
    "Edit",
    "History",
    "PageChange",
    "RecordChange",
    "Release",
    "RevisionError",
    "Snapshot",
    "as_json",
    "as_markdown",
    "as_text",
    "compare",
    "headline",
    "read_changes",
    "read_history",
    "read_revision",
    "read_tree",
    "snapshot",
]
