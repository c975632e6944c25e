"""Which edition of the handbook a build is: the day of its commit, and the last version that was released."""

from __future__ import annotations

import datetime
import re
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

RELEASE = re.compile(r"^## \[?v?(\d+(?:\.\d+)+)", re.MULTILINE)
HEADING = re.compile(r"^## ", re.MULTILINE)
DIGITS = 12
"""So many of a commit's name: git itself says more or fewer as a repository grows, and a copy without history fewer."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What a page's foot says of the build that it comes from; empty where it is not known."""

    date: str
    """The day of the commit, in UTC."""
    version: str
    unreleased: bool
    """Whether something has changed since that version."""
    commit: str = ""
    """The beginning of the commit's name; empty outside a repository."""
    changed: bool = False
    """Whether files differ from that commit."""

    def told(self) -> str:
        """What the cover of a book says."""
        version = f"Version {self.version}" if self.version else ""
        later = " and later changes" if self.version and self.unreleased else ""
        commit = f"commit {self.commit}" + (" with changes that are in none" if self.changed else "")
        made = (self.date, commit) if self.commit else (f"made on {self.date} from no known commit",)
        return " · ".join(part for part in (version + later, *made) if part)


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


def at_commit(edition: Edition, root: Path) -> Edition:
    """The edition with the commit that a folder is at; unchanged where it is no repository, or there is no git."""
    names = _git(root, "rev-parse", "--show-prefix", "HEAD")
    prefix, _, commit = (names or "").partition("\n")
    if names is None or prefix or not commit:
        return edition
    changed = bool(_git(root, "status", "--porcelain"))
    return replace(edition, commit=commit[:DIGITS], changed=changed)


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints; None where it fails."""
    command = ["git", "-C", str(root), *arguments]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell reads it
    except OSError:
        return None
    return ran.stdout if ran.returncode == 0 else None
