"""The pages of a built site as one document: their order, their components, their links."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.book.components import BLOCKS as BLOCK_NAMES
from macros.book.components import INLINE as INLINE_NAMES
from macros.book.components import name_of
from macros.book.contents import read_contents
from macros.book.document import Document, read_document
from macros.book.failing import BookError
from macros.book.setting import BLOCKS, INLINE
from tests.macros.book.conftest import Change


def test_parts_and_groups_stand_in_the_order_of_the_menu(small_site: Path) -> None:
    learn = read_contents(small_site)[1]
    assert learn.title == "Learn"
    assert [(entry.title, entry.page) for entry in learn.entries] == [
        ("Roadmap steps", "roadmap/index.html"),
        ("From what you know", "paths.html"),
        ("Skills", "skills/index.html"),
        ("Topics", ""),
        ("Exercises", "exercises/index.html"),
        ("Resources", "resources.html"),
    ]
    assert [member.page for member in learn.entries[0].members] == ["roadmap/begin.html", "roadmap/go-on.html"]


def test_a_group_within_a_group_is_followed(small_site: Path) -> None:
    topics = read_contents(small_site)[1].entries[3]
    assert [(member.title, member.page) for member in topics.members] == [("Sketching", "")]
    assert [page.page for page in topics.members[0].members] == ["topics/lines.html", "topics/shapes.html"]


def test_every_page_is_in_the_book_but_those_that_lead_on_and_the_one_for_lost_readers(
    small_site: Path, document: Document
) -> None:
    pages = {path.relative_to(small_site).as_posix() for path in small_site.rglob("*.html")}
    assert pages - document.pages == {"404.html", *document.moved}
    assert document.moved == {"tools/feather.html": "tools/quill.html"}


def test_a_chapter_lies_as_deep_as_the_menu_says(document: Document) -> None:
    depths = {chapter.title: chapter.depth for chapter in document.chapters()}
    assert (depths["Roadmap"], depths["Begin"], depths["Lines"]) == (1, 2, 3)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../glossary.html#line", "glossary.html#line"),
        ("shapes.html", "topics/shapes.html"),
        ("#idea", "topics/lines.html#idea"),
        ("../tools/feather.html", "tools/quill.html"),
        ("https://example.org/", None),
        ("mailto:a@example.org", None),
    ],
)
def test_an_address_leads_to_its_anchor_in_the_book(document: Document, address: str, target: str | None) -> None:
    assert document.target("topics/lines.html", address) == target


def test_a_link_to_a_page_that_is_not_in_the_book_stops_it(document: Document) -> None:
    with pytest.raises(BookError, match=r"topics/lines\.html: the link to \.\./404\.html leads to a page that is not"):
        document.target("topics/lines.html", "../404.html")


@pytest.mark.parametrize(
    ("element", "shown"),
    [
        ('<p class="hb-new">x</p>', '<p class="hb-new">'),
        ("<figure>x</figure>", "<figure>"),
        ('<div class="admonition bug">x</div>', '<div class="admonition bug">'),
        ('<details class="hb-new"><summary>x</summary></details>', '<details class="hb-new">'),
        ('<table><tr><td class="hb-new">x</td></tr></table>', '<td class="hb-new">'),
        ('<p>words <span class="hb-new">x</span></p>', '<span class="hb-new">'),
    ],
)
def test_a_component_that_is_not_known_stops_the_book_and_is_named(change: Change, element: str, shown: str) -> None:
    site = change("about.html", "<p>It is about drawing.</p>", element)
    with pytest.raises(BookError) as error:
        read_document(site)
    assert error.value.page == "about.html"
    assert f"does not know the component {shown}:" in error.value.message


def test_a_page_without_a_menu_stops_the_book(change: Change) -> None:
    with pytest.raises(BookError, match=r"about\.html: the page has no menu"):
        read_document(change("about.html", 'class="hb-navigation"', 'class="other"'))


PARTS_OF_OTHERS = {
    "table-head",
    "table-body",
    "row",
    "cell",
    "item",
    "defined",
    "definition",
    "note-title",
    "footnotes",
}
"""Components that are set by the one they stand in."""


def test_every_component_that_is_known_can_be_set() -> None:
    assert set(BLOCK_NAMES.values()) - PARTS_OF_OTHERS - set(BLOCKS) == set()
    assert set(INLINE_NAMES.values()) - {"omitted"} - set(INLINE) == set()


def test_nothing_is_called_a_component_that_pages_do_not_have(document: Document) -> None:
    used = {(component.tag, component.kind) for chapter in document.chapters() for component in chapter.components()}
    known = {tuple(key.split(".")) if "." in key else (key, "") for key in (*BLOCK_NAMES, *INLINE_NAMES)}
    unused = {key for key in known - used if key not in {("td", ""), ("th", "")}}
    assert {key for key in unused if name_of(*key) != "omitted"} == set()
