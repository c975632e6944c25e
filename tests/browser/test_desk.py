"""The desk and the server themselves: a test in a browser is worth what they notice."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Desk, Reader
from tests.browser.kinds import KINDS
from tests.browser.server import serve


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of one page, with a secret beside it."""
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    for name in ("index", "404"):
        (site / f"{name}.html").write_text(f"<title>{name}</title>{name * 99}", encoding="utf-8")
    return site


def test_a_site_is_served_compressed_and_only_to_those_who_take_it_so(folder: Path) -> None:
    with serve(folder) as home:
        request = urllib.request.Request(home, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - our own server
        plain, packed = (urllib.request.urlopen(asked) for asked in (home, request))  # noqa: S310 - our own server
        with plain, packed:
            body = packed.read()
            assert packed.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(body) == plain.read() == (folder / "index.html").read_bytes()
            assert int(packed.headers["Content-Length"]) == len(body) < int(plain.headers["Content-Length"])


@pytest.mark.parametrize("path", ["nothing.html", "../secret.html", "%2e%2e/secret.html", "/index.html"])
def test_what_is_not_in_the_site_is_not_found(folder: Path, path: str) -> None:
    with serve(folder) as home, pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(home + path)  # noqa: S310 - our own server
    with raised.value as answer:
        assert (answer.code, answer.read()) == (404, (folder / "404.html").read_bytes())


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        ("console.log('hello')", "log: hello"),
        ("undefined.x", "undefined"),
        ("fetch('http://127.0.0.2:9/')", "asked for http://127.0.0.2:9/"),
        ("new Image().src = 'nothing.png'", "404"),
    ],
)
def test_a_page_that_complains_or_asks_another_host_is_noticed(
    browser: Browser, folder: Path, script: str, trouble: str
) -> None:
    (folder / "index.html").write_text(f"<script>{script}</script>", encoding="utf-8")
    with serve(folder) as home:
        desk = Desk(browser=browser, home=home)
        page = desk.open("index.html")
        page.wait_for_load_state("networkidle")
        page.context.close()
    assert any(trouble in told for told in desk.troubles), desk.troubles


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_complains_with_scripts_or_without(turning: Desk, kind: str) -> None:
    for scripts in (True, False):
        page = turning.turn(KINDS[kind], Reader(scripts=scripts))
        assert page.locator("h1").count() == 1


def test_nothing_is_awaited_inside_a_page() -> None:
    here = Path(__file__)
    asked = "page.wait_for_" + "function("
    assert [path.name for path in here.parent.glob("*.py") if asked in path.read_text(encoding="utf-8")] == []
