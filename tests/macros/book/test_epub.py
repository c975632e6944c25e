"""The EPUB: what epubcheck says of it, what is in it, and the same bytes."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from macros.book.document import Document, read_document
from macros.book.epub import create_epub
from macros.book.failing import BookError
from macros.book.xhtml import file_of
from tests.macros.book.conftest import EDITION, EPOCH, Change, epubcheck


@pytest.fixture(scope="module")
def epub(document: Document) -> bytes:
    return create_epub(document, EDITION, EPOCH)


@pytest.fixture(scope="module")
def files(epub: bytes) -> Mapping[str, str]:
    """The text of every file that holds some."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        names = [name for name in archive.namelist() if not name.endswith((".png", ".svg"))]
        return {name.removeprefix("book/"): archive.read(name).decode() for name in names}


def test_epubcheck_finds_nothing(epub: bytes, tmp_path: Path) -> None:
    assert epubcheck(epub, tmp_path) == []


def test_a_checker_that_hangs_fails_with_words(epub: bytes, tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="epubcheck gave no answer in 0 seconds"):
        epubcheck(epub, tmp_path, patience=0)


def test_every_chapter_is_in_the_contents_and_the_order_of_reading(
    document: Document, files: Mapping[str, str]
) -> None:
    pages = [file_of(chapter.page) for chapter in document.chapters() if chapter.page]
    targets = re.findall(r'href="([^"]+)"', files["contents.xhtml"].partition("<body>")[2])
    linked = [target for target in targets if "#" not in target]
    read = re.findall(r'<itemref idref="([^"]+)"', files["book.opf"])
    assert [name for name in linked if not name.startswith("group-")] == pages
    assert read == ["cover.xhtml", "title.xhtml", "contents.xhtml", *linked]


def test_contents_unfold_from_parts_to_chapters_to_their_headings(document: Document, files: Mapping[str, str]) -> None:
    page = ElementTree.fromstring(files["contents.xhtml"])  # noqa: S314 - our own file
    top = page.find(".//{*}nav/{*}ol")
    assert top is not None
    found = branches(top)
    assert list(found) == [document.home.title, *(part.title for part in document.parts)]
    assert list(found["Learn"]["Topics"]["Sketching"]["Lines"])[:2] == ["The idea", "What goes wrong"]
    assert list(found["Learn"]["Roadmap"])[-2:] == ["Begin", "Go on"]
    headings = [one for chapter in document.chapters() for one in chapter.components() if one.tag == "h2"]
    assert files["contents.xhtml"].count("#") == len(headings)


def branches(rows: ElementTree.Element) -> dict[str, Any]:
    """The titles in a list of contents, each with those in the list below it."""
    below = {row[0].text or "": row.find("{*}ol") for row in rows}
    return {title: branches(inside) if inside is not None else {} for title, inside in below.items()}


def test_the_cover_is_that_of_the_pdf_and_large_enough_for_a_shelf(epub: bytes, files: Mapping[str, str]) -> None:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        cover = archive.read("book/cover.png")
    assert cover.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", cover[16:24])
    assert (width, height) == (1488, 2105)
    assert '<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>' in files["book.opf"]
    assert "2026-11-21" in files["cover.xhtml"]
    assert "2026-11-21" in files["title.xhtml"]


def test_it_says_what_it_needs_of_its_reader(files: Mapping[str, str]) -> None:
    said = re.findall(r'<meta property="schema:(\w+)">([^<]+)', files["book.opf"])
    assert {name for name, _ in said} == {
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    }
    features = {value for name, value in said if name == "accessibilityFeature"}
    assert features >= {"tableOfContents", "readingOrder", "alternativeText", "MathML", "structuralNavigation"}
    assert ("accessModeSufficient", "textual") in said


def test_every_link_into_the_book_lands(files: Mapping[str, str]) -> None:
    ids = {f"{name}#{one}" for name, text in files.items() for one in re.findall(r' id="([^"]+)"', text)}
    for name, text in files.items():
        for target in re.findall(r'<a [^>]*href="([^":]+)"', text):
            page, _, anchor = target.partition("#")
            assert (page or name) in files, f"{name}: {target}"
            assert not anchor or f"{page or name}#{anchor}" in ids, f"{name}: {target}"


def test_nothing_in_it_waits_for_scripts(files: Mapping[str, str]) -> None:
    text = "".join(files.values())
    assert re.findall(r"<(?:button|details|summary|input|script)\b|popover|data-\w+=|hidden=", text) == []


def test_formulas_notes_and_code_are_as_on_the_site(files: Mapping[str, str]) -> None:
    page = files["components.xhtml"]
    assert 'alttext="vector x in R to the d"' in page
    assert '<div class="note tip"><p class="note-title">Folded</p>' in re.sub(r">\s+<", "><", page)
    assert '<span class="k">def</span>' in page
    assert 'epub:type="noteref"' in page


def test_the_same_site_and_day_give_the_same_bytes(epub: bytes, change: Change) -> None:
    other = change("about.html", "drawing", "drawing")
    assert create_epub(read_document(other), EDITION, EPOCH) == epub


def test_a_broken_picture_stops_the_book(change: Change) -> None:
    site = change("components.html", 'src="chequers.png"', 'src="no.png"')
    with pytest.raises(BookError, match=r"components\.html: there is no picture no\.png"):
        create_epub(read_document(site), EDITION, EPOCH)
