"""The PDF: what PDF/UA-1 asks, links and outline that land, nothing lost, nothing past the margin, the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from macros.book.components import Component
from macros.book.document import Document, read_document
from macros.book.failing import BookError
from macros.book.pdf import Made, create_pdf
from macros.book.pictures import Pictures
from macros.book.typesetting import Typesetter
from tests.macros.book.conftest import EDITION, EPOCH, Change

WORD = r"[^\W\d_]{3,}"
MARGIN = 25 / 25.4 * 72
"""How far text stays from the edges of a sheet, in points."""


@pytest.fixture(scope="module")
def reader(made: Made) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(made.content) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def texts(reader: pypdfium2.PdfDocument) -> list[str]:
    """The text of each sheet, with words that were broken at the end of a line whole again."""
    found = []
    for sheet in reader:
        written = sheet.get_textpage().get_text_range().replace("\r\n", "\n").replace("\u200b", "")
        found.append(re.sub("(?<=\\w)[-\u2010\ufffe]\n(?=\\w)", "", written))
    return found


@pytest.fixture(scope="module")
def inside(made: Made) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        yield pdf


def links(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every link of a PDF."""
    for sheet in pdf.pages:
        yield from (one for one in sheet.get("/Annots", ()) if one.Subtype == "/Link")


def test_pdf_ua_finds_no_failure(made: Made) -> None:
    report = page.validate_pdf_bytes(made.content)
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


def test_every_heading_is_in_the_outline_and_leads_to_its_sheet(
    document: Document, reader: pypdfium2.PdfDocument, texts: list[str]
) -> None:
    found = [(mark.get_title(), mark.get_dest().get_index()) for mark in reader.get_toc(max_depth=9)]
    titles = [title for title, _ in found]
    expected = ["Contents", *headings(document), "Index"]
    assert titles == expected
    assert [title for title, at in found if squeezed(title) not in squeezed(texts[at])] == []


def headings(document: Document) -> Iterator[str]:
    """The parts, the chapters and their headings, but for those of footnotes, which stand at the foot of a sheet."""
    yield from chapter_headings(document.home)
    for part in document.parts:
        yield part.title
        for chapter in part.chapters:
            yield from chapter_headings(chapter)


def chapter_headings(chapter: object) -> Iterator[str]:
    """The title of a chapter and the headings in it."""
    yield chapter.title  # type: ignore[attr-defined]
    components = list(chapter.components())  # type: ignore[attr-defined]
    has_notes = any(one.name == "footnotes" for one in components)
    for one in components:
        if one.tag in ("h2", "h3") and not (has_notes and one.attributes.get("id") == "sources"):
            yield " ".join(words(one).split())


def words(component: Component) -> str:
    """The words of a component as it is printed."""
    if component.name == "omitted":
        return ""
    if component.name == "code":
        return component.source.text()
    if component.tag == "code":
        return component.source.text()
    return "".join(child if isinstance(child, str) else words(child) for child in component.children)


def squeezed(text: str) -> str:
    """A text without its spaces, which line ends change."""
    return re.sub(r"\s", "", text)


def test_every_page_number_in_the_contents_is_that_of_its_chapter(
    reader: pypdfium2.PdfDocument, texts: list[str]
) -> None:
    first = next(index for index, text in enumerate(texts) if index > 1 and text.rstrip().endswith("\n1"))
    contents = "\n".join(texts[1:first])
    rows = re.findall(r"^(\S.*?)\s?(?:\. ?){2,}\s*(\d+)$", contents, re.MULTILINE)
    assert len(rows) > 25
    for title, number in rows:
        at = [mark.get_dest().get_index() for mark in reader.get_toc(max_depth=9) if mark.get_title() == title]
        assert int(number) + first - 1 in at, title


def test_every_link_lands_in_the_book_or_leads_to_the_web(inside: pikepdf.Pdf) -> None:
    found = list(links(inside))
    addresses = [str(one.A.URI) for one in found if "/A" in one and one.A.S == "/URI"]
    within = [one for one in found if "/Dest" in one or one.A.S == "/GoTo"]
    assert len(within) > 150
    assert len(within) + len(addresses) == len(found)
    assert [address for address in addresses if not re.match("https?://|mailto:", address)] == []


def test_the_index_names_every_page_and_term_with_its_page(document: Document, texts: list[str]) -> None:
    index = squeezed(texts[-1])
    assert index.startswith("Index") or "Index" in index
    for title in (
        "Line",
        "Lines",
        "Pencil",
        "Glossary",
        *(chapter.title for chapter in document.chapters() if chapter.page),
    ):
        assert re.search(rf"{re.escape(squeezed(title))}\d+", index), title


def test_a_link_to_another_chapter_says_its_page(texts: list[str]) -> None:
    assert re.search(r"Sketching\s\(p\.\s\d+\),\sLines\s\(p\.\s\d+\)", "\n".join(texts))


def test_what_a_link_leads_to_stands_on_paper_too(texts: list[str]) -> None:
    assert "someone@example.org" in "".join(texts)
    assert re.search(r"\d ?https://example\.org/\n", "\n".join(texts))


def test_no_word_of_the_site_is_lost(document: Document, texts: list[str]) -> None:
    printed = set(re.findall(WORD, " ".join(texts)))
    for chapter in document.chapters():
        blocks = [one for one in chapter.components() if one.name not in ("footnotes", "map", "formula", "equation")]
        written = {word for one in blocks for word in re.findall(WORD, words(one)) if one.tag != "pre"}
        assert {word for word in written - printed if not is_split(word, printed)} == set(), chapter.page


def is_split(word: str, printed: set[str]) -> bool:
    """Whether a word stands in the text in two pieces, as hyphenated ones do."""
    return any(word[:at] in printed or word[at:] in printed for at in range(2, len(word) - 1))


def test_nothing_is_left_that_only_programs_read(texts: list[str]) -> None:
    text = "\n".join(texts)
    assert [sign for sign in (r"\(", "$$", "\\frac", "¶", "↩", "\ufffd", "#label") if sign in text] == []
    assert re.search(r"In the glossary is", text) is None


def test_no_line_runs_past_the_margin(reader: pypdfium2.PdfDocument) -> None:
    for number, sheet in enumerate(list(reader)[1:], start=2):
        width, text = sheet.get_width(), sheet.get_textpage()
        for index in range(text.count_rects()):
            left, _, right, _ = text.get_rect(index)
            there = text.get_text_bounded(*text.get_rect(index))
            assert left > MARGIN - 3, f"page {number}: {there}"
            assert right < width - MARGIN + 3 or there.endswith(" "), f"page {number}: {there}"


def test_every_font_is_in_the_file(inside: pikepdf.Pdf) -> None:
    fonts = [
        one for one in inside.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
    ]
    assert len(fonts) > 5
    assert [str(font.FontName) for font in fonts if not {"/FontFile2", "/FontFile3"} & set(font.keys())] == []


def test_the_file_says_what_it_is(inside: pikepdf.Pdf, texts: list[str]) -> None:
    assert str(inside.docinfo.Title) == "Machine Learning Engineer Handbook"
    assert str(inside.Root.Lang).startswith("en")
    assert "machine learning" in str(inside.docinfo.Keywords)
    assert str(inside.docinfo.CreationDate).startswith("D:20261121")
    assert "Version 1.2.0 and later changes · 2026-11-21 · commit 0123456789ab" in texts[0]
    assert "/PageLabels" in inside.Root


def test_the_same_site_and_day_give_the_same_bytes(made: Made, small_site: Path) -> None:
    assert create_pdf(read_document(small_site), EDITION, EPOCH).content == made.content


def test_sheets_can_be_american(document: Document) -> None:
    letter = create_pdf(document, EDITION, EPOCH, "letter")
    with pypdfium2.PdfDocument(letter.content) as pdf:
        assert [round(side) for side in pdf[3].get_size()] == [612, 792]


@pytest.mark.parametrize(
    ("page_name", "old", "new", "message"),
    [
        (
            "about.html",
            "It is about drawing.",
            '<a href="#no">x</a>',
            "nothing in the book has the anchor about.html#no",
        ),
        (
            "about.html",
            "It is about drawing.",
            '<sup><a class="footnote-ref" href="#fn:no">1</a></sup>',
            "footnote fn:no",
        ),
    ],
)
def test_what_cannot_be_set_stops_the_book(change: Change, page_name: str, old: str, new: str, message: str) -> None:
    with pytest.raises(BookError, match=re.escape(message)):
        create_pdf(read_document(change(page_name, old, new)), EDITION, EPOCH)


def test_the_index_is_ordered_below_its_letters_and_names_each_title_once(document: Document) -> None:
    setter = Typesetter(document=document, pictures=Pictures(document.site, document.site))
    entries = setter.entries()
    assert entries["Line"] == ["glossary.html#line"]
    assert "Topics" not in entries  # a group without a page of its own
    written = setter.index()
    letters = re.findall(r'\("(.)", \(\(', written)
    assert letters == sorted(set(letters))
    assert written.count('("Pencil", ("tools/pencil.html",)),') == 1


def test_a_part_begins_with_its_chapters_and_their_pages(texts: list[str], reader: pypdfium2.PdfDocument) -> None:
    at = {mark.get_title(): mark.get_dest().get_index() for mark in reader.get_toc(max_depth=1)}
    opening = squeezed(texts[at["Learn"]])
    labels = {mark.get_title(): reader.get_page_label(mark.get_dest().get_index()) for mark in reader.get_toc(2)}
    assert f"LearnRoadmap{labels['Roadmap']}" in opening
    assert re.search(r"Topics\d+Exercises\d+Resources\d+", opening)
