"""Finding and installing a Chromium, with browsers and installers that only pretend."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium

SHOWS = 'for page; do :; done; cat "${page#file://}"'
"""A script that shows the page that it is given last, as a browser does with --dump-dom."""


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any browser; the folder is all of its PATH, but for what the pretenders use themselves."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "own"))
    monkeypatch.setattr(chromium, "LOG", tmp_path / "chromium.log")
    monkeypatch.setattr(chromium, "INSTALL_OWN", ("/bin/sh", "-c", "echo no network >&2; exit 1"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return tmp_path


def pretend(path: Path, script: str) -> str:
    """An executable that runs a shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def own_browser() -> Path:
    """Where playwright would put its own."""
    *_, path = chromium._candidates()
    return Path(path)


def test_the_browser_that_is_named_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(bare / "chromium", SHOWS)
    named = pretend(bare / "elsewhere" / "mine", SHOWS)
    monkeypatch.setenv("CHROMIUM", named)
    assert chromium.find_chromium() == named


@pytest.mark.parametrize("script", ["exit 0", "exit 127", None])
def test_a_named_browser_that_does_not_work_is_told_even_where_another_would(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], script: str | None
) -> None:
    pretend(bare / "chromium", SHOWS)
    named = pretend(bare / "mine", script) if script else "/nowhere/chromium"
    monkeypatch.setenv("CHROMIUM", named)
    assert chromium.main() == 1
    assert capsys.readouterr().err == f"error: CHROMIUM names '{named}', which does not work: {chromium.HOW}\n"


@pytest.mark.parametrize("name", chromium.NAMES)
def test_a_browser_on_the_path_is_found_by_every_name_it_has(bare: Path, name: str) -> None:
    assert chromium.find_chromium() is None
    assert pretend(bare / name, SHOWS) == chromium.find_chromium()


def test_a_browser_that_does_not_work_is_passed_over(bare: Path) -> None:
    pretend(bare / "chromium", "echo needs a library >&2; exit 127")
    other = pretend(bare / "google-chrome", SHOWS)
    assert chromium.find_chromium() == other


def test_nothing_is_installed_where_a_browser_is(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pretend(bare / "chromium", SHOWS)
    assert chromium.main() == 0
    assert capsys.readouterr().out == ""


def test_playwright_installs_its_own(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ready, place = pretend(bare / "ready", SHOWS), own_browser()
    copy = f"mkdir -p '{place.parent}' && cp '{ready}' '{place}'"
    monkeypatch.setattr(chromium, "INSTALL_OWN", ("/bin/sh", "-c", f"PATH=/usr/bin:/bin; {copy}"))
    assert chromium.main() == 0
    assert chromium.find_chromium() == str(place)
    assert capsys.readouterr().out == "Installing a Chromium for the tests (once)\n"


@pytest.mark.parametrize("manager", ["apt-get", "dnf"])
def test_root_gets_the_package_of_the_system_where_playwright_has_none(
    bare: Path, monkeypatch: pytest.MonkeyPatch, manager: str
) -> None:
    ready = pretend(bare / "ready", SHOWS)
    pretend(bare / manager, f'echo "$*" >> {bare}/asked; [ "$1" = install ] && cp {ready} {bare}/chromium; exit 0')
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert chromium.main() == 0
    assert (bare / "asked").read_text("utf-8").splitlines()[-1].startswith("install --")


def test_without_any_way_it_is_told_in_one_line_what_to_do(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pretend(bare / "apt-get", f"touch {bare}/asked")
    assert chromium.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: there is no Chromium here, and none could be installed")
    assert line.endswith(chromium.HOW)
    assert not (bare / "asked").exists(), "only root installs packages of the system"
    assert (bare / "chromium.log").read_text("utf-8") == "no network\n"


@pytest.mark.usefixtures("bare")
def test_a_browser_that_was_installed_and_does_not_work_is_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "INSTALL_OWN", (sys.executable, "-c", ""))
    pretend(own_browser(), "exit 127")
    assert chromium.main() == 1


def features_left_out(browser: Browser, arguments: Sequence[str]) -> set[str]:
    """The features that a browser starts without when it is given arguments."""
    sandbox = os.geteuid() != 0
    with browser.browser_type.launch(
        executable_path=chromium.find_chromium(), args=[*arguments, "--enable-automation"], chromium_sandbox=sandbox
    ) as other:
        told = other.new_browser_cdp_session().send("Browser.getBrowserCommandLine")["arguments"]
    *_, last = (argument for argument in told if argument.startswith("--disable-features="))
    return set(last.partition("=")[2].split(","))


def test_all_that_playwright_leaves_out_stays_out(browser: Browser) -> None:
    assert features_left_out(browser, ()) == set(chromium.LEFT_OUT_ANYWAY)
    assert features_left_out(browser, chromium.ARGUMENTS) == {*chromium.LEFT_OUT_ANYWAY, *chromium.ADDRESS_BAR}
