"""The EPUB: what epubcheck says of it, what is in it, and the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

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
    linked = re.findall(r'href="([^"]+)"', files["contents.xhtml"].partition("<body>")[2])
    read = re.findall(r'<itemref idref="([^"]+)"', files["book.opf"])
    assert [name for name in linked if not name.startswith("group-")] == pages
    assert read == ["cover.xhtml", "contents.xhtml", *linked]


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
