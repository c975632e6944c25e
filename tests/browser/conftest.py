"""What the tests in a browser share: one browser, the built site over http, and a desk to read it at."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import ARGUMENTS, HOW, find_chromium
from tests.browser.desk import Desk
from tests.browser.kinds import COMPONENTS, KINDS
from tests.browser.server import serve
from tests.conftest import make_once, make_project, run_macros


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of the session."""
    path = find_chromium()
    if path is None:
        pytest.fail(f"there is no Chromium here: run `make test`, which installs one, or {HOW}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=list(ARGUMENTS), chromium_sandbox=os.geteuid() != 0
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def home(site: Path) -> Iterator[str]:
    """The address at which the built site is served."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small handbook, which has a page with every component."""
    return make_once(tmp_path_factory, "small", build_small_site) / "site"


def build_small_site(folder: Path) -> None:
    """Build the site of the small handbook beside its project."""
    project = make_project(folder / "project")
    ran = run_macros("build", "--root", str(project), "--site-dir", str(folder / "site"), PYTHONPATH=str(project))
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.fixture(scope="session")
def addresses(home: str, small_site: Path) -> Mapping[str, str]:
    """What a page is -> its address, for `EVERY` kind of page."""
    return {kind: home + path for kind, path in KINDS.items()} | {COMPONENTS: (small_site / "components.html").as_uri()}


@pytest.fixture(scope="module")
def one_desk(browser: Browser, home: str) -> Iterator[Desk]:
    """The desk at which the tests of a file look at pages one after the other."""
    desk = Desk(browser=browser, home=home)
    yield desk
    desk.close()
    assert desk.troubles == []


@pytest.fixture
def turning(one_desk: Desk) -> Iterator[Desk]:
    """A desk whose windows stay open for the next test (`turn`); opening one takes longer than to read a page."""
    yield one_desk
    found = list(one_desk.troubles)
    one_desk.troubles.clear()
    assert found == []


@pytest.fixture
def desk(browser: Browser, home: str) -> Iterator[Desk]:
    """A desk to read at; the test fails at its end when a page complained or asked another host."""
    desk = Desk(browser=browser, home=home)
    yield desk
    desk.close()
    assert desk.troubles == []
