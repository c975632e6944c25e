"""The Chromium that the tests drive: found, else installed, else asked for in one line.

Run as: python -m tests.browser.chromium
Looked for in the variable CHROMIUM, then on PATH, then where playwright keeps its own. Installed by playwright, else,
when root, as the system's package. One counts when it shows a file of the temporary folder: some lack their libraries,
others (snaps) may not read there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

LEFT_OUT_ANYWAY = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    "msEdgeUpdateLaunchServicesPreferredVersion",
    "msForceBrowserSignIn",
)
"""What playwright leaves out, said again: Chromium heeds the last such list alone."""

ADDRESS_BAR = ("WebUIOmniboxAimPopup", "WebUIOmniboxPopup")
"""Two pages that each new window loads for below its address bar, which nobody sees here; half of what it costs."""

ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(LEFT_OUT_ANYWAY + ADDRESS_BAR)}",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    *(("--no-sandbox",) if os.geteuid() == 0 else ()),
)
"""It asks nobody for anything by itself; root has no other way to start it."""

PROOF = "It works."

INSTALL_OWN = (sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")

SYSTEM_PACKAGES = (
    ("apt-get", ("apt-get", "update"), ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")),
    ("dnf", ("dnf", "install", "--assumeyes", "chromium")),
)
"""The system's package managers, each with the commands that install Chromium."""

HOW = "install Chromium or Chrome, or name one: make CHROMIUM=/path/to/chromium test"

LOG = Path(sys.prefix) / "chromium.log"
"""What the installers had to complain about."""


class NoChromiumError(Exception):
    """Why there is no Chromium, and what to do about it, in one line."""


def main() -> int:
    """Find a Chromium or install one; exit status."""
    try:
        if find_chromium() is None:
            install_chromium()
    except NoChromiumError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def find_chromium() -> str | None:
    """The path of the first Chromium that works; NoChromiumError where CHROMIUM names one that does not."""
    if named := os.environ.get("CHROMIUM"):
        if works(named):
            return named
        raise NoChromiumError(f"CHROMIUM names '{named}', which does not work: {HOW}")
    return next(filter(works, _candidates()), None)


def install_chromium() -> None:
    """Install a Chromium that works; NoChromiumError where nothing could."""
    print("Installing a Chromium for the tests (once)", flush=True)
    with LOG.open("wb") as log:
        for commands in _ways():
            if all(_run(command, log) for command in commands) and find_chromium() is not None:
                return
    raise NoChromiumError(f"there is no Chromium here, and none could be installed ({LOG} says why): {HOW}")


def works(browser: str) -> bool:
    """Whether a browser shows a file of the temporary folder."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "page.html"
        page.write_text(f"<p>{PROOF}</p>", encoding="utf-8")
        command = [browser, *ARGUMENTS, "--headless", f"--user-data-dir={folder}/profile", "--dump-dom", page.as_uri()]
        try:
            shown = subprocess.run(command, capture_output=True, timeout=60, check=False).stdout
        except (OSError, subprocess.TimeoutExpired):
            return False
    return f"<p>{PROOF}</p>".encode() in shown


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    # In a thread of its own: in this one, tests may have a browser open already.
    with ThreadPoolExecutor(max_workers=1) as apart:
        yield apart.submit(_own).result()


def _own() -> str:
    """Where playwright keeps a browser of its own, whether or not it is there."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _ways() -> Iterator[Sequence[Sequence[str]]]:
    """The commands of each way to install one: playwright's own, then the system's package for those who may."""
    yield (INSTALL_OWN,)
    if os.geteuid() == 0:
        for manager, *commands in SYSTEM_PACKAGES:
            if shutil.which(manager):
                yield commands


def _run(command: Sequence[str], log: IO[bytes]) -> bool:
    """Run a command with its progress before the reader's eyes, and its complaints in the log."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, stderr=log, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
