"""The live site: waits until the data is sound, serves it, and starts afresh when the package's own code changes."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from mkdocs.__main__ import cli

from macros.diagnostics import Severity, count, full
from macros.handbook import read_handbook

HOST = "127.0.0.1"
PORT = 8000
POLL_SECONDS = 0.5
CODE = Path(__file__).resolve().parent
WATCHED = ("data", "docs", "macros", "overrides", "mkdocs.yml")


def serve(root: Path, port: int | None) -> int:
    """Serve the handbook until it is interrupted; exit status."""
    os.chdir(root)
    port = free_port(port or PORT)
    try:
        wait_until_sound(root)
        print(f"The handbook: {address(port)}  (stop with Ctrl-C)", flush=True)
        remember_code()
        cli.main(["serve", "--dev-addr", f"{HOST}:{port}"], standalone_mode=False)
    except KeyboardInterrupt:
        pass
    return 0


def address(port: int) -> str:
    """Where the handbook is served: below the path of the deployment's address, as on the published site."""
    path = os.environ.get("HANDBOOK_SITE_URL", "").partition("://")[2].partition("/")[2].strip("/")
    return f"http://{HOST}:{port}/{path + '/' if path else ''}"


def free_port(wanted: int) -> int:
    """The port wanted, or a free one where it is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                print(f"Port {wanted} is taken: choosing a free one.", flush=True)
                continue
            return int(probe.getsockname()[1])
    raise SystemExit("No port is free on this machine: stop another server, then run `make serve` again.")


def wait_until_sound(root: Path) -> None:
    """Print what is wrong, and again after each change, until nothing is."""
    while True:
        before = stamp(root, WATCHED)
        errors = [found for found in read_handbook(root).diagnostics if found.severity is Severity.ERROR]
        if not errors:
            return
        print("\n".join([*map(full, errors), f"{count(errors)}. Waiting for a change …"]), flush=True)
        while stamp(root, WATCHED) == before:
            time.sleep(POLL_SECONDS)
        restart_if_code_changed()


def stamp(root: Path, names: tuple[str, ...] | list[str]) -> int:
    """A number that changes with any file under these names."""
    return hash(tuple(_stamps(root, names)))


def _stamps(root: Path, names: tuple[str, ...] | list[str]) -> Iterator[tuple[str, int, int]]:
    for name in names:
        path = root / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if "__pycache__" not in file.parts and file.is_file():
                status = file.stat()
                yield str(file), status.st_mtime_ns, status.st_size


_running_code: list[int] = []


def remember_code() -> None:
    """Note which code this process runs."""
    _running_code[:] = [stamp(CODE, ["."])]


def restart_if_code_changed() -> None:
    """Replace this process by a new one where it runs old code; modules once imported stay as they were."""
    if _running_code and stamp(CODE, ["."]) != _running_code[0]:
        print("The package's code changed: starting afresh.", flush=True)
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "macros", *sys.argv[1:]])  # noqa: S606 - our own command again
