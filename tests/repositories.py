"""Git repositories of the tests' own: nothing of the machine's settings, and nothing of a hook that runs the tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
AUTHOR = {
    "GIT_AUTHOR_NAME": "A test",
    "GIT_AUTHOR_EMAIL": "",
    "GIT_COMMITTER_NAME": "A test",
    "GIT_COMMITTER_EMAIL": "",
}
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | NO_SETTINGS


def git(root: Path, *arguments: str) -> str:
    """What git prints in a folder."""
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, env=ENVIRONMENT | AUTHOR, capture_output=True, text=True, check=True).stdout


def commit(root: Path) -> str:
    """Commit everything as it is; the commit's name."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "A state")
    return git(root, "rev-parse", "HEAD").strip()


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace a piece of a file that must be there."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
