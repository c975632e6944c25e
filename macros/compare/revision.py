"""A git revision -> the state of the handbook in it, read object by object: nothing is checked out, no shell runs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from macros.compare.snapshot import FOLDERS_READ, Key, Snapshot, code_of, snapshot
from macros.diagnostics import visible

REGULAR_FILES = (b"100644", b"100755")
"""How git marks a file that is neither a link nor another repository."""


class RevisionError(Exception):
    """Why a revision cannot be read, and what to do about it, in one line."""


def read_revision(root: Path, revision: str) -> Snapshot:
    """The state in a commit, a tag or a branch; RevisionError where there is none."""
    return _read(root, _files(root, revision))


def read_changes(root: Path, old: str, new: str) -> tuple[Snapshot, Snapshot]:
    """Two states without what is the same in both: their comparison is that of the whole states.

    Code is told by what it belongs to, so that all its files are there where one of them differs.
    """
    before, after = _files(root, old), _files(root, new)
    differing = {code_of(path) or path for path, _ in before.items() ^ after.items()}
    return _read(root, _only(before, differing)), _read(root, _only(after, differing))


def _only(files: Mapping[str, bytes], chosen: Collection[Key | str]) -> dict[str, bytes]:
    return {path: name for path, name in files.items() if (code_of(path) or path) in chosen}


def git_tags(root: Path) -> list[tuple[str, int]]:
    """The tags that lead to the commit which is checked out, with their time in seconds.

    RevisionError where there is no history, or not all of it.
    """
    if _git(root, "rev-parse", "--is-shallow-repository") == b"true\n":
        raise RevisionError("this clone is shallow: git fetch --unshallow --tags brings the rest")
    listed = _git(root, "for-each-ref", "--merged=HEAD", "--format=%(creatordate:unix) %(refname:strip=2)", "refs/tags")
    lines = (line.split(" ", maxsplit=1) for line in os.fsdecode(listed).splitlines())
    return [(name, int(time)) for time, name in lines if time]


def _files(root: Path, revision: str) -> dict[str, bytes]:
    """The object of each file of a state, by its path."""
    return dict(_entries(_git(root, "ls-tree", "-r", "-z", _commit(root, revision), "--", *FOLDERS_READ)))


def _read(root: Path, files: Mapping[str, bytes]) -> Snapshot:
    """The state that files make."""
    names = dict(sorted(files.items()))
    return snapshot(dict(zip(names, _contents(root, list(names.values())), strict=True)))


def _commit(root: Path, revision: str) -> str:
    """The commit's own name; a name that git could take for an option, or that no command can carry, is refused."""
    if not revision or revision.startswith("-") or "\0" in revision:
        raise RevisionError(f"'{visible(revision)}' is not a revision: name a commit, a tag or a branch, like HEAD~3")
    shallow = _git(root, "rev-parse", "--is-shallow-repository") == b"true\n"
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except RevisionError:
        hint = "this clone is shallow: git fetch --unshallow" if shallow else "git log and git tag list them"
        raise RevisionError(f"no revision '{visible(revision[:80])}' here: {hint}") from None
    return found.decode().strip()


def _entries(listed: bytes) -> Iterator[tuple[str, bytes]]:
    """Path and object of each regular file that `git ls-tree -z` lists."""
    for line in listed.split(b"\0")[:-1]:
        head, path = line.split(b"\t", maxsplit=1)
        mode, _, name = head.split(b" ")
        if mode in REGULAR_FILES:
            yield os.fsdecode(path), name


def _contents(root: Path, names: list[bytes]) -> Iterator[bytes]:
    """The contents of objects, in their order, all from one process."""
    output = _git(root, "cat-file", "--batch", given=b"".join(name + b"\n" for name in names))
    at = 0
    for _ in names:
        end = output.index(b"\n", at)
        head = output[at:end].split(b" ")
        if len(head) != 3:
            raise RevisionError("git has not all of this revision: git fetch brings the rest")
        start, at = end + 1, end + 1 + int(head[2]) + 1
        yield output[start : at - 1]


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints; RevisionError with its own first line where it fails."""
    command = ["git", "-C", str(root), *arguments]
    try:
        ran = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 - no shell reads it
    except OSError:
        raise RevisionError("there is no git here: install it to compare with a revision") from None
    if ran.returncode != 0:
        says = ran.stderr.decode("utf-8", "replace").strip().split("\n")[0] or "nothing"
        raise RevisionError(f"git cannot read this folder ({visible(says)}): run this in a clone of the handbook")
    return ran.stdout
