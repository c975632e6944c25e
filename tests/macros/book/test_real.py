"""The handbook itself, made once: what every download of it must hold, whatever is written into it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from macros.book.contents import pages_in_order
from macros.book.offline import create_zip
from macros.book.parity import web
from macros.book.parity.paper import Paper, Place, Tag, aligned, read_paper
from macros.book.parity.report import read_parity
from macros.book.parity.things import Thing, folded
from macros.book.pdf import Made
from tests.macros.book.conftest import EPOCH, epubcheck

SHEET = re.compile(r"\u00a0\(p\.\u00a0(\d+)\)")
"""What is printed after a link to another page."""


@pytest.fixture(scope="module")
def paper(real_made: Made) -> Paper:
    return read_paper(real_made.content)


@pytest.fixture(scope="module")
def labels(real_made: Made) -> list[str]:
    """The number that is printed on each sheet."""
    with pypdfium2.PdfDocument(real_made.content) as pdf:
        return [pdf.get_page_label(number) for number in range(len(pdf))]


@pytest.fixture(scope="module")
def leading(real_made: Made) -> list[Mapping[str, str]]:
    """Every link: what it leads to within the file, or its address."""
    with pikepdf.open(io.BytesIO(real_made.content)) as pdf:
        links = [one for sheet in pdf.pages for one in sheet.get("/Annots", ()) if one.Subtype == "/Link"]
        return [
            {"address": str(one.A.URI)} if "/A" in one and "/URI" in one.A else {"within": _within(one)}
            for one in links
        ]


def _within(link: pikepdf.Dictionary) -> str:
    return str(link.Dest) if isinstance(link.Dest, pikepdf.String) else "place"


def place_of(paper: Paper, tag: Tag) -> Place:
    """Where a link leads."""
    return paper.names[tag.target] if isinstance(tag.target, str) else tag.target


def test_nothing_of_the_site_is_missing_that_is_not_meant_to_be(site: Path, real_made: Made, real_epub: bytes) -> None:
    files = {"pdf": real_made.content, "epub": real_epub, "zip": create_zip(site, EPOCH)}
    assert [str(mistake) for mistake in read_parity(site, files).mistakes] == []


def test_pdf_ua_finds_no_failure(real_made: Made) -> None:
    # The outline is a chain: each heading names the next one beside it, and some pages have hundreds.
    report = page.validate_pdf_bytes(real_made.content, limits=page.SafetyLimits(max_reference_depth=4_096))
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


def test_epubcheck_finds_nothing(real_epub: bytes, tmp_path: Path) -> None:
    assert epubcheck(real_epub, tmp_path) == []


def test_every_link_lands_in_the_book_or_leads_to_the_web(leading: list[Mapping[str, str]], paper: Paper) -> None:
    addresses = [one["address"] for one in leading if "address" in one]
    assert [address for address in addresses if not re.match("https?://|mailto:", address)] == []
    names = {one["within"] for one in leading if "within" in one} - {"place"}
    assert names - set(paper.names) == set()
    assert len(leading) > 8_000


def test_every_name_is_that_of_a_heading_and_leads_to_its_first_line(paper: Paper) -> None:
    assert set(paper.names.values()) - {place for _, place in paper.outline} == set()


def test_every_heading_of_the_site_is_in_the_outline(site: Path, paper: Paper) -> None:
    order = {name: number for number, name in enumerate(pages_in_order(site))}
    found = (one for one in web.read_things(web.read_site(site)) if one.kind == "heading" and one.trait != "footnotes")
    headings: list[Thing] = sorted(found, key=lambda thing: order[thing.page])
    there = {id(one) for one in aligned([title for title, _ in paper.outline], headings).values()}
    assert [(one.page, one.words) for one in headings if id(one) not in there] == []
    assert len(headings) > 2_000


def test_every_number_in_the_contents_is_that_of_the_sheet_it_leads_to(paper: Paper, labels: list[str]) -> None:
    rows = [tag for entry in paper.top.within() if entry.kind == "/TOCI" for tag in links(entry)]
    assert len(rows) > 250
    titles = {place: folded(title) for title, place in paper.outline}
    for row in rows:
        place, words = place_of(paper, row), row.words()
        assert words.endswith(labels[place[0]]), words
        assert folded(words) == titles[place] + labels[place[0]], words


def links(tag: Tag) -> Iterator[Tag]:
    """The links in a tag."""
    return (one for one in tag.within() if one.target)


def test_the_page_that_is_printed_after_a_link_is_the_one_it_leads_to(paper: Paper, labels: list[str]) -> None:
    texts = list(linked_texts(paper.top))
    told = 0
    for (_, link), (after, _) in pairwise(texts):
        if found := SHEET.match(after):
            assert link is not None, after
            assert found[1] == labels[place_of(paper, link)[0]], link.words()
            told += 1
    assert told == sum(len(SHEET.findall(text)) for text, _ in texts)
    assert told > 2_000


def linked_texts(tag: Tag, link: Tag | None = None) -> Iterator[tuple[str, Tag | None]]:
    """Every text in the order of reading, with the link that it stands in."""
    for child in tag.children:
        if isinstance(child, str):
            yield child, link
        else:
            yield from linked_texts(child, child if child.target else link)


def test_nothing_is_left_that_only_programs_read(paper: Paper) -> None:
    text = "\n".join(prose(paper.top))
    signs = (r"\(", r"\[", "$$", "{{", "}}", "{%", "(1)!", r"\frac", "\ufffd", "¶", "↩", "#label")
    assert [(sign, text[text.index(sign) - 40 : text.index(sign) + 40]) for sign in signs if sign in text] == []


def prose(tag: Tag) -> Iterator[str]:
    """The text outside of code."""
    if tag.kind != "/Code":
        for child in tag.children:
            yield from (child,) if isinstance(child, str) else prose(child)
