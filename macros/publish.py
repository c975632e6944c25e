"""Where a built site takes the place of the one before: whole, sound, or not at all."""

from __future__ import annotations

import errno
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

INTERRUPTED = 130
"""The exit status of what Ctrl-C stopped."""
AGAIN = "then run the same command again"
CAUSES = (
    ((errno.EEXIST, errno.ENOTDIR), "name another folder: --site-dir FOLDER"),
    ((errno.ENOSPC, errno.EDQUOT), f"free some space on this disk, {AGAIN}"),
    ((errno.EFBIG,), f"raise the limit on the size of a file (ulimit -f), {AGAIN}"),
    (
        (errno.EACCES, errno.EPERM, errno.EROFS),
        "look at who owns the folder (ls -ld) and whether its disk is read-only, or name another: --site-dir FOLDER",
    ),
)
"""What the system says -> what to do about it."""


def publish(site: Path, build: Callable[[Path], int]) -> int:
    """Build into a folder beside the site, and put it in the site's place if it is sound; exit status.

    A build that fails, is interrupted or fills the disk leaves the site as it was, and nothing beside it.
    """
    try:
        require_replaceable(site)
        site.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent, ignore_cleanup_errors=True) as beside:
            with heeded_interrupts() as interrupts:
                status = build(Path(beside, "new"))
            if interrupts:
                return INTERRUPTED
            if status == 0:
                replace(site, Path(beside, "new"), Path(beside, "old"))
                print(f"The site: {site}", flush=True)
            return status
    except OSError as error:
        print(explain(error, site), file=sys.stderr)
        return 1


@contextmanager
def heeded_interrupts() -> Iterator[list[int]]:
    """The interrupts that came meanwhile: a library that calls Python back, as the clean-up's does, may swallow one."""
    came: list[int] = []

    def heed(number: int, _: FrameType | None) -> None:
        came.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, heed)
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)


def require_replaceable(site: Path) -> None:
    """Raise FileExistsError where something stands that is not a site: a wrong --site-dir must cost nobody a folder."""
    hidden_only = site.is_dir() and all(path.name.startswith(".") for path in site.iterdir())
    if site.exists() and not hidden_only and not (site / "index.html").is_file():
        raise FileExistsError(errno.EEXIST, "this is not a built site", str(site))


def replace(site: Path, new: Path, old: Path) -> None:
    """Move the site to `old` and `new` into its place; what is hidden in the site (.git, .nojekyll) stays in it."""
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except BaseException:
        if old.exists():
            old.rename(site)
        raise
    for path in old.glob(".*"):
        path.rename(site / path.name)


def explain(error: OSError, site: Path) -> str:
    """What kept the site from being written, and what to do, in one line."""
    todo = next((todo for numbers, todo in CAUSES if error.errno in numbers), f"look at what is there, {AGAIN}")
    where = f" ({error.filename})" if error.filename else ""
    return f"error: {site} stays as it was: {error.strerror or error}{where}: {todo}"
