"""A program of Python's -> what it printed, what it left in its folder, and what it was refused."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SECONDS = 10.0
"""The processor time that a program may take; the clock may show six times as much, on a busy machine."""

PATIENCE = 6
MAX_OUTPUT = 100_000
"""The most characters of output and of errors that are kept."""

GUARD = Path(__file__).with_name("guard.py")
SETTINGS = Path(__file__).with_name("matplotlibrc")

THREADS = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "BLIS")
ENVIRONMENT: Mapping[str, str] = {
    "LANG": "C.UTF-8",
    "LOKY_MAX_CPU_COUNT": "1",
    "MATPLOTLIBRC": str(SETTINGS),
    "MPLBACKEND": "Agg",
    "PATH": "",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": "0",
    "TZ": "UTC",
    "VECLIB_MAXIMUM_THREADS": "1",
    **{f"{name}_NUM_THREADS": "1" for name in THREADS},
}
"""All that a program sees of its environment, but for its folders and the seed of its hashes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something that a program tried and may not do: `opens-network`, `writes-outside` or `starts-process`."""

    code: str
    what: str
    line: int
    """The line of the program that tried it, or 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a run went."""

    status: int
    output: str
    errors: str
    seconds: float
    """Processor time; all it may take, where it was stopped."""
    files: Mapping[str, bytes]
    """What it left in its folder, by path, without what was put there for it."""
    refusals: tuple[Refusal, ...] = ()
    too_long: bool = False
    raised: str = ""
    """The exception that ended it, in one line."""
    line: int = 0
    """The line of the program where that was raised, or 0."""

    @property
    def sound(self) -> bool:
        """Whether it came to its end in time, without an exception and without a refusal."""
        return not (self.status or self.refusals or self.too_long)


def run(
    program: str,
    *arguments: str,
    files: Mapping[str, str | bytes],
    seconds: float = SECONDS,
    hash_seed: int = 0,
    warnings: str = "error",
) -> Run:
    """Run a program in a temporary folder that holds `files`, and take away the folder.

    A `program` that ends in .py is one of the files, anything else a module, as in `python -m pytest`. Modules among
    the files can be imported. `warnings` is what `python -W` takes.
    """
    with TemporaryDirectory(prefix="handbook-") as name:
        room = Path(name).resolve()
        work = _furnish(room, files)
        status, late = _start(room, work, [program, *arguments], seconds, hash_seed, warnings)
        report = _report(room)
        return Run(
            status=status,
            output=_text(room / "output"),
            errors=_text(room / "errors"),
            seconds=report.get("seconds", seconds),
            files=_left(work, files),
            refusals=tuple(Refusal(**refusal) for refusal in report.get("refusals", ())),
            too_long=late,
            raised=report.get("raised", ""),
            line=report.get("line", 0),
        )


def _furnish(room: Path, files: Mapping[str, str | bytes]) -> Path:
    """Make the program's folder and its home, beside each other; answers with the folder."""
    (room / "home").mkdir()
    for name, text in files.items():
        path = room / "work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return room / "work"


def _start(
    room: Path, work: Path, program: Sequence[str], seconds: float, seed: int, warnings: str
) -> tuple[int, bool]:
    """The status, and whether it was stopped because its time ran out."""
    report = (str(room / "report"), f"{seconds:g}")
    command = [sys.executable, "-P", "-s", "-W", warnings, str(GUARD), *report, *program]
    home = {name: str(room / "home") for name in ("HOME", "TMPDIR", "MPLCONFIGDIR", "XDG_CACHE_HOME")}
    environment = {**ENVIRONMENT, **home, "PYTHONHASHSEED": str(seed)}
    with (room / "output").open("wb") as output, (room / "errors").open("wb") as errors:
        process = subprocess.Popen(  # noqa: S603 - our own guard
            command, cwd=work, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=errors
        )
        return _wait(process, seconds * PATIENCE)


def _wait(process: subprocess.Popen[bytes], patience: float) -> tuple[int, bool]:
    try:
        status = process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        return _kill(process), True
    except BaseException:
        _kill(process)
        raise
    return status, status == -signal.SIGXCPU


def _kill(process: subprocess.Popen[bytes]) -> int:
    process.kill()
    return process.wait()


def _report(room: Path) -> dict[str, Any]:
    """What the guard wrote down; nothing where the program ended before the guard could."""
    found: dict[str, Any] = {"refusals": []}
    path = room / "report"
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        entry = json.loads(line)
        if "code" in entry:
            found["refusals"].append(entry)
        else:
            found |= entry
    return found


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(MAX_OUTPUT).decode("utf-8", "replace").replace("\r\n", "\n")


def _left(work: Path, given: Mapping[str, object]) -> dict[str, bytes]:
    names = sorted(path.relative_to(work).as_posix() for path in work.rglob("*") if path.is_file())
    return {name: (work / name).read_bytes() for name in names if name not in given and "__pycache__" not in name}
