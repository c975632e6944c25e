"""The book as a PDF that follows PDF/UA-1: typst refuses to write another."""

from __future__ import annotations

import datetime
import importlib.resources
import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.book.document import Document
from macros.book.failing import BookError
from macros.book.pictures import Pictures
from macros.book.strings import text
from macros.book.typesetting import Typesetter
from macros.edition import Edition

PAPERS = {"a4": "a4", "letter": "us-letter"}
STYLES = ("Regular", "It", "Semibold", "Bold", "BoldIt")
KEYWORDS = ("machine learning", "machine learning engineer", "MLOps", "handbook", "roadmap")
SUBTITLE = "What the job is, how to learn it, and what is true of it today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file of the book: its bytes, and how many pages it has."""

    content: bytes
    pages: int


def create_pdf(document: Document, edition: Edition, epoch: int, paper: str = "a4") -> Made:
    """The whole book as a PDF; raises BookError where it cannot be set."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = create_source(document, edition, epoch, paper, folder)
        folder.joinpath("book.typ").write_text(source, encoding="utf-8")
        return _packed(_compiled(folder, epoch))


def create_source(document: Document, edition: Edition, epoch: int, paper: str, folder: Path) -> str:
    """The source of the book; its pictures, fonts and template are written to the folder."""
    _lay_out(folder)
    body = Typesetter(document=document, pictures=Pictures(document.site, folder)).book()
    keywords = ", ".join(map(json.dumps, KEYWORDS))
    facts = f"title: {text(document.title)}, date: {_moment(epoch)}, keywords: ({keywords})"
    show = f"#show: book.with({facts}, paper: {json.dumps(PAPERS[paper])})"
    cover = f"#cover({text(document.title)}, {text(SUBTITLE)}, {text(edition.told())})"
    return "\n".join(['#import "template.typ": *', show, cover, "#contents()", "#show: matter", body, ""])


def _moment(epoch: int) -> str:
    """A time as typst writes it."""
    at = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    names = ("year", "month", "day", "hour", "minute", "second")
    return f"datetime({', '.join(f'{name}: {getattr(at, name)}' for name in names)})"


def _lay_out(folder: Path) -> None:
    """Put the template and the fonts where typst looks for them."""
    template = importlib.resources.files("macros.book") / "template.typ"
    folder.joinpath("template.typ").write_bytes(template.read_bytes())
    fonts = Path(str(importlib.resources.files("font_source_sans_pro") / "files"))
    folder.joinpath("fonts").mkdir()
    for style in STYLES:
        path = fonts / f"SourceSansPro-{style}.otf"
        if not path.is_file():
            raise BookError("", f"the font {path.name} is missing: python3 requirements/install.py book")
        shutil.copyfile(path, folder / "fonts" / path.name)


def _compiled(folder: Path, epoch: int) -> bytes:
    import typst

    try:
        content: bytes = typst.compile(
            folder / "book.typ",
            root=folder,
            font_paths=[folder / "fonts"],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=epoch,
        )
    except typst.TypstError as error:
        raise BookError("", f"typst: {error.message}\n{error.diagnostic}") from error
    return content


def _packed(content: bytes) -> Made:
    """The same PDF with its objects in compressed streams: half the size."""
    import pikepdf

    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
        pdf.save(
            written,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=True,
            deterministic_id=True,
        )
    return Made(content=written.getvalue(), pages=pages)
