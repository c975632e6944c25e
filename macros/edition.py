"""Which edition of the handbook a build is: the day of its commit, and the last version that was released."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

RELEASE = re.compile(r"^## \[?v?(\d+(?:\.\d+)+)", re.MULTILINE)
HEADING = re.compile(r"^## ", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What a page's foot says of the build that it comes from; empty where it is not known."""

    date: str
    """The day of the commit, in UTC."""
    version: str
    unreleased: bool
    """Whether something has changed since that version."""


def read_edition(root: Path, epoch: str = "") -> Edition:
    """The edition in a folder, `epoch` being the commit's time in seconds (SOURCE_DATE_EPOCH).

    Without one the files may be newer than any commit, so no day is named.
    """
    path = root / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    release, heading = RELEASE.search(text), HEADING.search(text)
    return Edition(
        date=datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat() if epoch else "",
        version=release[1] if release else "",
        unreleased=bool(release and heading and heading.start() < release.start()),
    )
