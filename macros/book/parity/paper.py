"""The things in the PDF, as its tags tell them: what a reader's programs see, not what the typesetter was sent."""

from __future__ import annotations

import bisect
import difflib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.book.parity.things import GLOSSARY, Thing, folded, section
from macros.book.pictures import EQUAL

SHEET = re.compile(r"\u00a0\(p\.\u00a0\d+\)")
"""What follows a link on paper."""

UNSAID = frozenset({"/Lbl", "/Note"})
"""Marks of lists and footnotes, and the footnotes, which stand elsewhere than in the text."""

HEADING = re.compile(r"/H\d")
FIGURES = frozenset({"/Figure", "/Table"})

Place = tuple[int, float]
"""A sheet, and how far down on it; later ones are larger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag of the PDF with what is in it."""

    kind: str
    alt: str = ""
    target: str | Place = ""
    """Where a link leads: a name, or a place."""
    children: tuple[Tag | str, ...] = ()

    def words(self) -> str:
        """The text in it; a formula is what is said of it."""
        if self.kind == "/Formula":
            return self.alt
        inside = (one if isinstance(one, str) else "" if one.kind in UNSAID else one.words() for one in self.children)
        return SHEET.sub("", "".join(inside))

    def within(self) -> Iterator[Tag]:
        """It, and every tag in it."""
        yield self
        for child in self.children:
            if isinstance(child, Tag):
                yield from child.within()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A PDF as it was read."""

    top: Tag
    """What stands in it, as one tag."""
    outline: Sequence[tuple[str, Place]]
    """Each heading of its outline, and where it leads."""
    names: Mapping[str, Place]
    """The places that have a name."""


def read_paper(content: bytes) -> Paper:
    """The tags, the outline and the names of a PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        reader = _Reader(sheets={page.objgen: number for number, page in enumerate(pdf.pages)}, texts=_texts(content))
        named = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
        with pdf.open_outline() as outline:
            headings = list(reader.outline(outline.root))
        names = {str(name): reader.place(found) for name, found in named.items()}
        top = Tag(kind="", children=tuple(reader.children(pdf.Root.StructTreeRoot.K, -1)))
        return Paper(top=top, outline=headings, names=names)


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """Reads tags."""

    sheets: Mapping[tuple[int, int], int]
    texts: Mapping[tuple[int, int], str]
    """A sheet, and the number of a piece of text on it -> the text."""

    def children(self, node: Any, sheet: int) -> Iterator[Tag | str]:
        """What is in a tag: other tags, and texts."""
        for one in node if _is_array(node) else (node,):
            if isinstance(one, int):
                yield self.texts.get((sheet, one), "")
            elif "/S" in one:
                yield self.tag(one, self.sheet(one, sheet))
            elif one.get("/Type") == "/MCR":
                yield self.texts.get((self.sheet(one, sheet), int(one.MCID)), "")

    def tag(self, node: Any, sheet: int) -> Tag:
        """A tag, with what is in it."""
        inside = node.get("/K", ())
        leads = [one.Obj.Dest for one in inside if _leads(one)] if _is_array(inside) else []
        target = self.target(leads[0]) if leads else ""
        children = tuple(self.children(inside, sheet))
        return Tag(kind=str(node.S), alt=str(node.get("/Alt", "")), target=target, children=children)

    def sheet(self, node: Any, sheet: int) -> int:
        """The sheet that a tag says it is on, or the one that it stands in."""
        return self.sheets[node.Pg.objgen] if "/Pg" in node else sheet

    def target(self, found: Any) -> str | Place:
        """Where a link leads, by its name or by its place."""
        return self.place(found) if _is_array(found) else str(found)

    def place(self, found: Any) -> Place:
        """A sheet, and how far down on it."""
        return self.sheets[found[0].objgen], -float(found[3])

    def outline(self, items: Any) -> Iterator[tuple[str, Place]]:
        """Each heading of an outline, and where it leads."""
        for item in items:
            yield str(item.title), self.place(item.destination)
            yield from self.outline(item.children)


def _is_array(node: Any) -> bool:
    import pikepdf

    return isinstance(node, pikepdf.Array)


def _leads(one: Any) -> bool:
    """Whether it is a link that leads to somewhere in the file."""
    return not isinstance(one, int) and one.get("/Type") == "/OBJR" and "/Dest" in one.Obj


def _texts(content: bytes) -> dict[tuple[int, int], str]:
    """Every piece of text that a tag may hold."""
    import pypdfium2
    from pypdfium2 import raw

    found: dict[tuple[int, int], str] = {}
    with pypdfium2.PdfDocument(content) as pdf:
        for number, sheet in enumerate(pdf):
            text = sheet.get_textpage()
            for index in range(raw.FPDFPage_CountObjects(sheet)):
                piece = raw.FPDFPage_GetObject(sheet, index)
                if raw.FPDFPageObj_GetType(piece) == raw.FPDF_PAGEOBJ_TEXT:
                    key = number, raw.FPDFPageObj_GetMarkedContentID(piece)
                    found[key] = found.get(key, "") + _text(piece, text)
    return found


def _text(piece: Any, text: Any) -> str:
    """The text of one object on a sheet; where a word is broken, a control character stands for the hyphen."""
    from pypdfium2 import raw

    length = raw.FPDFTextObj_GetText(piece, text, None, 0)
    written = (raw.FPDF_WCHAR * length)()
    raw.FPDFTextObj_GetText(piece, text, written, length)
    return bytes(written)[: length - 2].decode("utf-16-le", "replace")


def read_things(paper: Paper, headings: Sequence[Thing]) -> Iterator[Thing]:
    """Everything in a PDF of pages with these headings, in this order; what stands around the pages is on none."""
    tags = list(paper.top.within())
    page_of = _pages(tags, headings)
    places = _places(paper, headings)
    page = term = ""
    for tag in tags:
        if HEADING.fullmatch(tag.kind):
            page = page_of.get(id(tag), "" if tag.kind == "/H1" else page)
            yield Thing(page=page, kind="heading", words=tag.words())
            term = tag.words() if page == GLOSSARY else ""
        elif term and tag.kind == "/P":
            yield Thing(page=page, kind="term", words=f"{term}: {tag.words()}")
            term = ""
        elif tag.target:
            place = paper.names.get(tag.target) if isinstance(tag.target, str) else tag.target
            yield Thing(page=page, kind="link", words=tag.words(), target=_section(places, place))
        elif tag.kind in FIGURES:
            yield Thing(page=page, kind=tag.kind[1:].lower(), words=tag.alt.removesuffix(EQUAL) or tag.words())


def _pages(tags: Sequence[Tag], headings: Sequence[Thing]) -> Mapping[int, str]:
    """The page that each tag of a heading is on."""
    found = [tag for tag in tags if HEADING.fullmatch(tag.kind)]
    return {id(found[at]): one.page for at, one in aligned([tag.words() for tag in found], headings).items()}


def _places(paper: Paper, headings: Sequence[Thing]) -> list[tuple[Place, str]]:
    """Where each section begins."""
    found = aligned([title for title, _ in paper.outline], headings)
    return sorted((paper.outline[at][1], section(one.page, one.words)) for at, one in found.items())


def _section(places: Sequence[tuple[Place, str]], place: Place | None) -> str:
    """The section at a place."""
    at = bisect.bisect(places, place, key=lambda one: one[0]) if place else 0
    return places[at - 1][1] if at else ""


def aligned(found: Sequence[str], headings: Sequence[Thing]) -> Mapping[int, Thing]:
    """The number of each heading that was found -> the heading that it is, so that as many as can be are in order."""
    words = [folded(one.words) for one in headings]
    blocks = difflib.SequenceMatcher(None, [folded(one) for one in found], words, autojunk=False).get_matching_blocks()
    return {block.a + at: headings[block.b + at] for block in blocks for at in range(block.size)}
