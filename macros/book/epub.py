"""The book as EPUB 3: a file a chapter, formulas as MathML, what it needs of its reader said in its metadata.

Pandoc would write one as well, but reads MathML into TeX and back, and drops ids that stand on nothing.
"""

from __future__ import annotations

import datetime
import importlib.resources
import io
import posixpath
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from macros.book.components import Component
from macros.book.document import Chapter, Document
from macros.book.failing import BookError
from macros.book.pdf import SUBTITLE, create_cover
from macros.book.xhtml import PICTURES, XhtmlWriter, anchor_of, file_of
from macros.edition import Edition

NAMESPACE = uuid.UUID("5f0f7c1e-6a0e-5c8e-9d57-3f6d1c7b2a10")
XHTML = "application/xhtml+xml"

ACCESSIBLE = "Headings, lists and tables are marked as such; pictures, maps and formulas are said in words."

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>{title}</title><link rel="stylesheet" href="book.css"/></head>
<body>{body}</body>
</html>
"""
CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:creator>{title} contributors</dc:creator>
<dc:language>en-GB</dc:language>
<dc:date>{day}</dc:date>
<dc:rights>Text and data CC BY 4.0, code MIT</dc:rights>
<meta property="dcterms:modified">{moment}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">MathML</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">{accessible}</meta>
</metadata>
<manifest>{manifest}</manifest>
<spine>{spine}</spine>
</package>
"""


def create_epub(document: Document, edition: Edition, epoch: int) -> bytes:
    """The whole book as an EPUB; raises BookError where it cannot be made."""
    files = dict(_files(document, edition, epoch))
    moment = datetime.datetime.fromtimestamp(epoch, datetime.UTC).timetuple()[:6]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in ("mimetype", *sorted(set(files) - {"mimetype"})):
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return written.getvalue()


def _files(document: Document, edition: Edition, epoch: int) -> Iterator[tuple[str, bytes]]:
    """Every file of the book: name and content."""
    writer = XhtmlWriter(document)
    chapters = {_name(chapter): _page(writer, chapter) for chapter in document.chapters()}
    if len(chapters) < len(list(document.chapters())):
        raise BookError("", "two groups of the menu have the same title at the same depth")
    chapters["cover.xhtml"] = PAGE.format(title=escape(document.title), body=_cover(document, edition))
    chapters["title.xhtml"] = PAGE.format(title=escape(document.title), body=_title(document, edition))
    chapters["contents.xhtml"] = PAGE.format(title="Contents", body=_navigation(document))
    yield "mimetype", b"application/epub+zip"
    yield "META-INF/container.xml", CONTAINER.encode()
    yield "book/book.css", importlib.resources.files("macros.book").joinpath("epub.css").read_bytes()
    yield "book/book.opf", _package(document, chapters, writer, epoch).encode()
    yield "book/cover.png", create_cover(document.title, edition, epoch)
    for name, text in chapters.items():
        yield f"book/{name}", text.encode()
    for path, name in writer.pictures.items():
        yield f"book/{name}", document.site.joinpath(path).read_bytes()


def _name(chapter: Chapter) -> str:
    return file_of(chapter.page or f"group-{'-'.join(chapter.title.lower().split())}-{chapter.depth}.html")


def _page(writer: XhtmlWriter, chapter: Chapter) -> str:
    return PAGE.format(title=escape(chapter.title), body=writer.chapter(chapter))


def _cover(document: Document, edition: Edition) -> str:
    words = escape(f"{document.title}: {SUBTITLE}. {edition.told()}")
    return f'<section class="cover" epub:type="cover"><img src="cover.png" alt="{words}"/></section>'


def _title(document: Document, edition: Edition) -> str:
    words = f"<h1>{escape(document.title)}</h1><p>{escape(SUBTITLE)}</p><p>{escape(edition.told())}</p>"
    return f'<section class="title" epub:type="titlepage">{words}</section>'


def _navigation(document: Document) -> str:
    """Parts, in them their chapters and groups of chapters, and in each chapter its larger headings."""
    parts = (f"<li><span>{escape(part.title)}</span><ol>{_rows(part.chapters)}</ol></li>" for part in document.parts)
    rows = "".join([*_row((document.home,)), *parts])
    return f'<nav epub:type="toc" id="toc"><h1>Contents</h1><ol>{rows}</ol></nav>'


def _rows(chapters: Sequence[Chapter]) -> str:
    """Chapters, each with those that follow it and lie deeper."""
    heads = [number for number, one in enumerate(chapters) if one.depth == chapters[0].depth]
    groups = [chapters[at:end] for at, end in zip(heads, [*heads[1:], len(chapters)], strict=True)]
    return "".join("".join(_row(group)) for group in groups)


def _row(group: Sequence[Chapter]) -> Iterator[str]:
    """A chapter with its headings, and those below it."""
    head, members = group[0], group[1:]
    yield f'<li><a href="{_name(head)}">{escape(head.title)}</a>'
    titles = [one for one in head.components() if one.tag == "h2" and "id" in one.attributes]
    inside = "".join(_heading(head, one) for one in titles) + (_rows(members) if members else "")
    yield f"<ol>{inside}</ol></li>" if inside else "</li>"


def _heading(chapter: Chapter, node: Component) -> str:
    words = escape(" ".join(node.words().split()))
    return f'<li><a href="{_name(chapter)}#{anchor_of(node.attributes["id"])}">{words}</a></li>'


def _package(document: Document, chapters: Mapping[str, str], writer: XhtmlWriter, epoch: int) -> str:
    at = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    order = ["cover.xhtml", "title.xhtml", "contents.xhtml", *(_name(chapter) for chapter in document.chapters())]
    items = [_item(name, chapters[name]) for name in order]
    items += [
        f'<item id="{name}" href="{name}" media-type="{PICTURES[posixpath.splitext(name)[1]]}"/>'
        for name in writer.pictures.values()
    ]
    items.append('<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>')
    items.append('<item id="style" href="book.css" media-type="text/css"/>')
    return PACKAGE.format(
        identifier=uuid.uuid5(NAMESPACE, document.title),
        title=escape(document.title),
        accessible=ACCESSIBLE,
        day=at.date().isoformat(),
        moment=at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        manifest="".join(items),
        spine="".join(f'<itemref idref="{name}"/>' for name in order),
    )


def _item(name: str, text: str) -> str:
    has = {"mathml": "<math" in text, "svg": "<svg" in text, "nav": name == "contents.xhtml"}
    properties = " ".join(property_ for property_, there in has.items() if there)
    said = f' properties="{properties}"' if properties else ""
    return f'<item id="{name}" href="{name}" media-type="{XHTML}"{said}/>'
