"""What runs in the child: limits, an audit hook, and then the program. Started by `child.py`, imported by nobody.

It imports nothing of the handbook's, so that a program sees a fresh Python.
"""

from __future__ import annotations

import json
import logging
import math
import os
import resource
import runpy
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

MAX_FILE_BYTES = 20_000_000

NETWORK = (
    "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.getnameinfo", "socket.send",
    "urllib.", "http.client.", "ftplib.", "imaplib.", "poplib.", "smtplib.",
)  # fmt: skip
PROCESS = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "pty.")
CHANGES = {
    "os.mkdir": 1, "os.rename": 2, "os.remove": 1, "os.rmdir": 1, "os.link": 2, "os.symlink": 2, "os.truncate": 1,
    "os.chmod": 1, "os.chown": 1, "os.utime": 1, "os.setxattr": 1, "sqlite3.connect": 1,
}  # fmt: skip
"""Events that change files, and how many of their arguments are paths."""

LIBRARIES_ASK = ("fc-list", "system_profiler", "uname", "ldconfig", "lscpu")
"""Programs that libraries ask about the machine, and do without: they get no answer, and no example is blamed."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Guard:
    """The audit hook: it refuses, and writes down what it refused and which line of the program asked for it."""

    def __init__(self, report: int, room: str, program: str) -> None:
        self.report = report
        self.room = room
        self.program = program

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Called by Python before it does anything that has an effect."""
        if event.startswith(NETWORK):
            self.refuse("opens-network", f"{event}{_shown(arguments[1:])}")
        elif event.startswith(PROCESS):
            name = arguments[0] if arguments else event
            self.start(name.decode(errors="replace") if isinstance(name, bytes) else str(name))
        elif outside := next((path for path in _written(event, arguments) if not self.inside(path)), ""):
            self.refuse("writes-outside", outside)

    def start(self, name: str) -> None:
        """Refuse another process."""
        if Path(name).name in LIBRARIES_ASK:
            raise PermissionError(f"no {name} here")
        self.refuse("starts-process", name)

    def inside(self, path: str) -> bool:
        """Whether a path lies in the room that was made for this run."""
        return path == os.devnull or os.path.realpath(path).startswith(self.room + os.sep)

    def refuse(self, code: str, what: str) -> None:
        """Write it down, and let the call fail."""
        self.write(code=code, what=what[:200], line=_line(_frames(sys._getframe(1)), self.program))
        raise PermissionError(f"{code}: {what}")

    def write(self, **entry: object) -> None:
        """One line of the report."""
        os.write(self.report, (json.dumps(entry) + "\n").encode())


def _written(event: str, arguments: tuple[Any, ...]) -> Iterator[str]:
    """The paths that an event would write to."""
    if event == "open":
        path, mode, flags = arguments
        writes = (flags or 0) & WRITING or (isinstance(mode, str) and set(mode) & set("wax+"))
        paths = [path] if writes else []
    else:
        paths = list(arguments[: CHANGES.get(event, 0)])
    yield from (os.fsdecode(path) for path in paths if isinstance(path, (str, bytes, os.PathLike)))


def _shown(arguments: tuple[Any, ...]) -> str:
    return f" {arguments[0]!r}" if arguments else ""


def _frames(frame: FrameType | None) -> Iterator[tuple[str, int]]:
    while frame is not None:
        yield frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back


def _line(places: Iterator[tuple[str, int]], program: str) -> int:
    """The innermost line of the program among places in code, or 0."""
    return next((line for name, line in places if name == program), 0)


def main(report: str, seconds: str, program: str, *arguments: str) -> None:
    """Set the limits, install the hook, and become the program."""
    folder = os.path.realpath(Path.cwd())
    path = str(Path(folder, program))
    guard = Guard(os.open(report, os.O_WRONLY | os.O_CREAT), str(Path(folder).parent), path)
    sys.path.insert(0, folder)
    sys.argv = [program, *arguments]
    _limit(math.ceil(float(seconds)))
    # On a slow machine matplotlib would say that it looks for fonts, which is no warning about the program.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    sys.addaudithook(guard)
    try:
        _become(program, path)
    except Exception as error:
        places = traceback.extract_tb(error.__traceback__)
        line = _line(((place.filename, place.lineno or 0) for place in reversed(places)), path)
        guard.write(raised=" ".join(f"{type(error).__name__}: {error}".split())[:500], line=line)
        raise
    finally:
        guard.write(seconds=time.process_time())


def _limit(seconds: int) -> None:
    """So much processor time and then the end (a second later whatever it says); no large files; no memory on disk."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE_BYTES, MAX_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _become(program: str, path: str) -> None:
    if program.endswith(".py"):
        runpy.run_path(path, run_name="__main__")
    else:
        runpy.run_module(program, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
