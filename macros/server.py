"""The live site: waits until the data is sound, serves it, and starts afresh when the package's own code changes."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

from macros.diagnostics import Severity, count, full
from macros.fresh import CodeChangedError, remember_code, require_fresh_code, stamp
from macros.generator import serve as generate
from macros.handbook import read_handbook
from macros.memory import memory

HOST = "127.0.0.1"
PORT = 8000
POLL_SECONDS = 0.5
WATCHED = ("data", "docs", "examples", "exercises", "macros", "overrides", "mkdocs.yml")


def serve(root: Path, wanted: int | None, generator: str) -> int:
    """Serve the handbook until it is interrupted; exit status."""
    os.chdir(root)
    remember_code()
    memory.on = True
    port = free_port(PORT if wanted is None else wanted)
    try:
        wait_until_sound()
        print(f"The handbook: {address(port)}  (stop with Ctrl-C)", flush=True)
        return generate(generator, f"{HOST}:{port}")
    except KeyboardInterrupt:
        return 0
    except CodeChangedError:
        print("The code in macros/ changed: starting afresh.", flush=True)
        again = ["-m", "macros", "serve", "--port", str(port), "--generator", generator]
        os.execv(sys.executable, [sys.executable, *again])  # noqa: S606


def address(port: int) -> str:
    """Where the handbook is served: below the path of the deployment's address, as on the published site."""
    path = os.environ.get("HANDBOOK_SITE_URL", "").partition("://")[2].partition("/")[2].strip("/")
    return f"http://{HOST}:{port}/{path + '/' if path else ''}"


def free_port(wanted: int) -> int:
    """The port wanted, or a free one where it is taken; 0 wants any."""
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


def wait_until_sound() -> None:
    """Print what is wrong, and again after each change, until nothing is."""
    watched = [Path(name) for name in WATCHED]
    while True:
        before = stamp(watched)
        errors = [found for found in read_handbook(Path()).diagnostics if found.severity is Severity.ERROR]
        if not errors:
            return
        print("\n".join([*map(full, errors), f"{count(errors)}. Waiting for a change …"]), flush=True)
        while stamp(watched) == before:
            time.sleep(POLL_SECONDS)
        require_fresh_code()
