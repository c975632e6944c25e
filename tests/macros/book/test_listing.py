"""The pages that offer downloads: filled when those are made, and as they were built inside them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.__main__ import main
from macros.book.listing import as_built
from macros.book.making import Request, make_epub, make_pdf, make_zip
from macros.render.downloads import ABSENT
from tests.conftest import SMALL
from tests.macros.book.conftest import EPOCH, Change

PAGE = "topics/lines.html"
PLACES = "".join(f'<div class="hb-download" data-download="{kind}">{ABSENT}</div>' for kind in ("pdf", "epub", "zip"))
DOWNLOADS = [f"downloads/ml-engineer-handbook.{kind}" for kind in ("pdf", "epub", "zip")]


@pytest.fixture
def site(change: Change) -> Path:
    """The small site with a page in a folder that offers all three."""
    return change(PAGE, "</article>", f"{PLACES}</article>")


def make_all(site: Path) -> dict[str, bytes]:
    """Make every download; name -> bytes."""
    request = Request(root=SMALL, site=site, epoch=EPOCH)
    assert (make_pdf(request), make_epub(request), make_zip(request)) == (0, 0, 0)
    return {name: (site / name).read_bytes() for name in DOWNLOADS}


def offered(page: Path) -> list[LexborNode]:
    """The places of a page."""
    return LexborHTMLParser(page.read_text(encoding="utf-8")).css("div.hb-download")


def test_until_a_download_is_made_its_place_says_so_and_leads_nowhere(small_site: Path) -> None:
    (place,) = offered(small_site / "components.html")
    assert place.text().startswith("Made by make release. ")
    assert place.css("a") == []


def test_a_page_tells_link_size_day_and_checksum_of_each_download(site: Path) -> None:
    made = make_all(site)
    for place, (name, content) in zip(offered(site / PAGE), made.items(), strict=True):
        names, values = ([one.text() for one in place.css(tag)] for tag in ("dt", "dd"))
        told = dict(zip(names, values, strict=True))
        assert [link.attributes["href"] for link in place.css("a")] == [f"../{name}"]
        assert told["File"] == name.removeprefix("downloads/")
        assert told["Size"].startswith(f"{len(content) / 1e6:.1f} MB, ")
        assert told["Edition of"] == "2026-11-21"
        assert told["SHA-256"] == hashlib.sha256(content).hexdigest()
    sizes = [place.css("dd")[1].text() for place in offered(site / PAGE)]
    assert [size.endswith(" pages") for size in sizes] == [True, False, True]


def test_a_download_is_the_same_whatever_was_made_before_it(site: Path) -> None:
    before = (site / PAGE).read_bytes()
    first = make_all(site)
    assert (site / PAGE).read_bytes() != before
    assert as_built(site / PAGE) == before
    assert make_all(site) == first


def test_the_archive_holds_the_page_as_it_was_built(site: Path) -> None:
    before = (site / PAGE).read_bytes()
    archive = make_all(site)[DOWNLOADS[2]]
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.read(f"ml-engineer-handbook/{PAGE}") == before


def test_the_check_of_a_site_finds_nothing_before_and_after(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check = ["check", "--root", str(SMALL), "--today", "2026-11-21", "--strict", "--site", str(site)]
    assert main(check) == 0, capsys.readouterr().out
    make_all(site)
    assert main(check) == 0, capsys.readouterr().out
