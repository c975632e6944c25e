"""The frame around every page: what programs read of it, and what it says of the build."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.export import Imprint, create_linked
from macros.handbook import Handbook
from tests.browser.card import HASHES, PICTURE, SIZE, hashes
from tests.conftest import REPOSITORY, SITE_URL, make_project, run_macros
from tests.site.test_site import Document, documents, named

__all__ = ["documents"]

EPOCH = "1795262400"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook, built from a commit that has a day, without saying where it will be published."""
    folder = tmp_path_factory.mktemp("small")
    project = make_project(folder / "project")
    (project / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n## 1.2.0\n", encoding="utf-8")
    options = ["--root", str(project), "--site-dir", str(folder / "site")]
    ran = run_macros("build", *options, PYTHONPATH=str(project), SOURCE_DATE_EPOCH=EPOCH)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder / "site"


def test_a_page_leads_to_the_downloads_where_there_is_a_page_of_them(site: Path, built: Path) -> None:
    for folder, there in ((site, True), (built, False)):
        assert (folder / "download.html").exists() is there
        for page in (folder / "index.html", folder / "404.html"):
            ways = LexborHTMLParser(page.read_text(encoding="utf-8")).css('.hb-footer a[href$="download.html"]')
            assert len(ways) == there


def test_every_page_has_a_description_and_what_other_places_show_of_it(documents: dict[str, Document]) -> None:
    for name, page in documents.items():
        assert named(page, "name", "description"), name
        assert named(page, "property", "og:title"), name
        assert named(page, "property", "og:description") == named(page, "name", "description"), name
        if name != "404.html":
            assert named(page, "property", "og:url") == named(page, "rel", "canonical") == SITE_URL + name, name
            assert named(page, "property", "og:image") == SITE_URL + "assets/card.png", name


def test_titles_of_pages_differ_where_they_are_shown_elsewhere(documents: dict[str, Document]) -> None:
    assert named(documents["tools/pytorch.html"], "property", "og:title") == "PyTorch"
    assert named(documents["index.html"], "property", "og:title") == "Machine Learning Engineer Handbook"


def test_without_an_address_of_its_own_a_site_names_none(built: Path) -> None:
    page = (built / "index.html").read_text(encoding="utf-8")
    assert "og:description" in page
    assert re.search("og:image|og:url|canonical|twitter", page) is None


def test_the_card_is_made_from_its_drawing() -> None:
    assert HASHES.read_text(encoding="utf-8") == hashes(), "run: python -m tests.browser.card"
    assert struct.unpack(">II", PICTURE.read_bytes()[16:24]) == SIZE


def test_icon_and_card_ask_nobody_for_anything(site: Path) -> None:
    for name in ("favicon.svg", "card.svg"):
        text = (site / "assets" / name).read_text(encoding="utf-8")
        assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)|<script|href|@import|url\(", text) == []


def test_the_foot_of_a_page_says_which_edition_it_is(built: Path, site: Path) -> None:
    foot = re.compile(r"<footer.*?</footer>", re.DOTALL)
    small, real = (foot.findall((folder / "index.html").read_text("utf-8"))[0] for folder in (built, site))
    assert 'Edition of <time datetime="2026-11-21">2026-11-21</time>, after version 1.2.0.' in small
    assert "CC BY 4.0" in real
    assert f'<a href="{REPOSITORY}">' in real
    assert REPOSITORY not in small


def test_no_page_has_an_inline_script_or_anything_of_the_theme(documents: dict[str, Document]) -> None:
    for name, page in documents.items():
        inline = [values for tag, values in page.elements if tag == "script" and "src" not in values]
        assert [values for values in inline if values.get("type") != "application/ld+json"] == [], name
        assert [values for _, values in page.elements if any(key.startswith("data-md-") for key in values)] == [], name


def test_a_page_tells_programs_what_it_is_about(site: Path, real: Handbook) -> None:
    imprint = Imprint(title="", description="", address=SITE_URL)
    told = {path: create_linked(path, real.catalog, imprint) for path in real.pages}
    assert sum(map(bool, told.values())) > 100
    for path, linked in told.items():
        page = LexborHTMLParser((site / path).with_suffix(".html").read_text(encoding="utf-8"))
        assert [node.text() for node in page.css('script[type="application/ld+json"]')] == [linked][: bool(linked)], (
            path
        )
    terms = json.loads(told["glossary.md"])["hasDefinedTerm"]
    glossary = LexborHTMLParser((site / "glossary.html").read_text(encoding="utf-8"))
    ids = {node.attributes["id"] for node in glossary.css("[id]")}
    assert [term["@id"] for term in terms if term["@id"].removeprefix("#") not in ids] == []


def test_a_page_is_marked_once_in_the_navigation(documents: dict[str, Document]) -> None:
    for name, page in documents.items():
        current = [values for _, values in page.elements if values.get("aria-current") == "page"]
        assert len(current) == (name not in ("index.html", "404.html")), name
