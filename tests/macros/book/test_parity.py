"""Parity: what an edition lost is told with its page; what it may do without has a reason; no reason is left over."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from macros.book.document import read_document
from macros.book.epub import create_epub
from macros.book.making import Request, make_parity
from macros.book.offline import create_zip
from macros.book.parity.comparing import MEANT, Meant
from macros.book.parity.report import Parity, create_report, read_parity, summary
from macros.book.parity.things import folded
from macros.book.pdf import Made, create_pdf
from tests.conftest import SMALL
from tests.macros.book.conftest import EDITION, EPOCH

Files = Mapping[str, bytes]

LOSSES = (
    ("characteristics/patience.html", '<h2 id="in-someones-work">.*?</h2>', "<p>In someone's work</p>"),
    ("components.html", '<a href="about.html">a page</a>', "a page"),
    ("components.html", '<a href="#tables">this page</a>', '<a href="#links">this page</a>'),
    ("glossary.html", "What a line encloses", "What a line"),
    ("components.html", '<img [^>]*src="chequers.png"[^>]*>', ""),
    ("components.html", '<td class="hb-right">1,000</td>', '<td class="hb-right">1,001</td>'),
)
"""What is taken from a copy of the site before an edition is made of it: page, pattern, what stands there instead."""

TOLD = {
    "characteristics/patience.html: the heading 'In someone's work' is not in {edition}",
    "components.html: the link 'a page' to about.html is not in {edition}",
    "components.html: the link 'this page' to components.html is not in {edition}",
    "glossary.html: the term 'Shape: What a line encloses.' is not in {edition}",
    "components.html: the figure 'A board of light and dark squares' is not in {edition}",
    "components.html: the table 'Left Centre Right a long enough text to break over a line on...' is not in {edition}",
}
SHOWN = {"pdf": "the PDF", "epub": "the EPUB", "zip": "the archive"}


def files_of(site: Path, pdf: bytes) -> Files:
    return {"pdf": pdf, "epub": create_epub(read_document(site), EDITION, EPOCH), "zip": create_zip(site, EPOCH)}


@pytest.fixture(scope="module")
def files(small_site: Path, made: Made) -> Files:
    """The downloads of the small site."""
    return files_of(small_site, made.content)


@pytest.fixture(scope="module")
def damaged(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Downloads that were made from a site with losses."""
    site = tmp_path_factory.mktemp("damaged") / "site"
    shutil.copytree(small_site, site)
    for page, pattern, instead in LOSSES:
        text = (site / page).read_text("utf-8")
        assert len(re.findall(pattern, text)) == 1, pattern
        (site / page).write_text(re.sub(pattern, instead, text), "utf-8")
    return files_of(site, create_pdf(read_document(site), EDITION, EPOCH).content)


@pytest.fixture(scope="module")
def parity(small_site: Path, files: Files) -> Parity:
    return read_parity(small_site, files)


def test_nothing_of_the_site_is_missing_that_is_not_meant_to_be(parity: Parity) -> None:
    assert [str(mistake) for mistake in parity.mistakes] == []


def test_every_kind_of_thing_was_compared(parity: Parity) -> None:
    total = json.loads(create_report(parity))["total"]
    assert set(total) == {"heading", "link", "term", "figure", "table"}
    assert all(total[kind]["site"] for kind in total)
    assert total["term"] == {"site": 2, "pdf": 2, "epub": 2, "zip": 2}


@pytest.mark.parametrize("edition", ["pdf", "epub", "zip"])
def test_what_an_edition_lost_is_told_with_its_page(
    small_site: Path, files: Files, damaged: Files, edition: str
) -> None:
    found = read_parity(small_site, {**files, edition: damaged[edition]})
    assert {str(mistake) for mistake in found.mistakes} == {told.format(edition=SHOWN[edition]) for told in TOLD}


def test_a_difference_that_nobody_meant_is_a_mistake(small_site: Path, files: Files) -> None:
    found = read_parity(small_site, files, meant=())
    assert {(lack.edition, lack.thing.kind, lack.thing.trait) for lack in found.lacks} == {
        (one.edition, one.kind, one.trait) for one in MEANT
    }
    assert len(found.mistakes) == len(found.lacks)


def test_a_reason_that_excuses_nothing_is_a_mistake(small_site: Path, files: Files) -> None:
    left_over = Meant(edition="zip", kind="table", trait="wide", reason="it was too wide")
    found = read_parity(small_site, files, meant=(*MEANT, left_over))
    assert [str(mistake) for mistake in found.mistakes] == [
        "the archive lacks no table of 'wide' any more: take the exception out of macros/book/parity/comparing.py"
    ]


def test_the_report_gives_each_difference_its_reason_and_counts_by_page(parity: Parity) -> None:
    report = json.loads(create_report(parity))
    assert report["missing"] == []
    assert [one["reason"] for one in report["meant"]] == [one.reason for one in MEANT]
    assert {"kind": "heading", "page": "components.html", "words": "Sources"} in report["meant"][0]["things"]
    assert report["pages"]["glossary.html"]["term"] == {"site": 2, "pdf": 2, "epub": 2, "zip": 2}
    assert summary(parity).startswith("Parity: ")


def test_words_are_the_same_whatever_lines_and_ligatures_did_to_them() -> None:
    assert folded("The ﬁrst hy\u00adphen-\nated Word") == folded("the first hyphenated word")


@pytest.fixture
def published(small_site: Path, files: Files, tmp_path: Path) -> Path:
    """A site with its downloads."""
    site = tmp_path / "site"
    shutil.copytree(small_site, site)
    (site / "downloads").mkdir()
    for ending, content in files.items():
        (site / "downloads" / f"ml-engineer-handbook.{ending}").write_bytes(content)
    return site


def request(site: Path) -> Request:
    return Request(root=SMALL, site=site, epoch=EPOCH)


def test_the_report_lies_beside_the_downloads_and_one_line_says_what_is_in_it(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make_parity(request(published)) == 0
    assert json.loads((published / "downloads/parity.json").read_text("utf-8"))["missing"] == []
    assert "downloads/parity.json" in (published / "SHA256SUMS").read_text("utf-8")
    assert re.search(r"^Parity: \d+ headings, \d+ links, 2 terms, ", capsys.readouterr().out, re.MULTILINE)


def test_a_loss_fails_and_names_the_line_it_comes_from(
    published: Path, damaged: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    (published / "downloads/ml-engineer-handbook.epub").write_bytes(damaged["epub"])
    assert make_parity(request(published)) == 1
    told = capsys.readouterr()
    lost = "error: docs/components.md:153:3: the figure 'A board of light and dark squares' is not in the EPUB"
    assert lost in told.err
    assert told.out.endswith("parity.json: 6 mistakes\n")
    assert len(json.loads((published / "downloads/parity.json").read_text("utf-8"))["missing"]) == len(LOSSES)


def test_without_a_download_it_is_said_how_to_get_it(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (published / "downloads/ml-engineer-handbook.epub").unlink()
    assert make_parity(request(published)) == 1
    assert "ml-engineer-handbook.epub: `make release` makes all downloads" in capsys.readouterr().err
