"""What changed from release to release, told by the tags of a repository."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from macros.compare.changes import Comparison
from macros.compare.pairs import compare
from macros.compare.revision import RevisionError, git_tags, read_changes

RELEASE = re.compile(r"v?([0-9]{1,9}(?:\.[0-9]{1,9}){1,3})")
"""The tags that are releases: v1.2, 1.2.3."""

MOST_RELEASES = 20
"""The most releases that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release, and what changed with it."""

    name: str
    time: datetime.datetime
    changes: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The last releases, newest first; `missing` says why none could be read, where that is so."""

    releases: tuple[Release, ...] = ()
    missing: str = ""


def read_history(root: Path) -> History:
    """Each release compared with the one before it, in the order of their numbers; the first has none before it."""
    try:
        tags = sorted(_releases(git_tags(root)))[-MOST_RELEASES - 1 :]
        told = [_release(root, old, new, time) for (_, old, _), (_, new, time) in pairwise(tags)]
    except RevisionError as error:
        return History(missing=str(error))
    return History(releases=tuple(reversed(told)))


def _releases(tags: list[tuple[str, int]]) -> list[tuple[tuple[int, ...], str, int]]:
    """Number, name and time of the tags that are releases."""
    found = [(RELEASE.fullmatch(name), name, time) for name, time in tags]
    return [(tuple(map(int, match[1].split("."))), name, time) for match, name, time in found if match]


def _release(root: Path, old: str, new: str, time: int) -> Release:
    changes = compare(*read_changes(root, f"refs/tags/{old}", f"refs/tags/{new}"))
    return Release(name=new, time=datetime.datetime.fromtimestamp(time, datetime.UTC), changes=changes)
