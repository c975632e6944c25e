"""The book as a PDF that follows PDF/UA-1: typst refuses to write another."""

from __future__ import annotations

import datetime
import importlib.resources
import io
import json
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from macros.book.document import Document
from macros.book.failing import BookError
from macros.book.pictures import Pictures
from macros.book.strings import text
from macros.book.tracing import traced
from macros.book.typesetting import Typesetter
from macros.edition import Edition

PAPERS = {"a4": "a4", "letter": "us-letter"}
STYLES = ("Regular", "It", "Semibold", "Bold", "BoldIt")
KEYWORDS = ("machine learning", "machine learning engineer", "MLOps", "handbook", "roadmap")
COVER_DOTS = 180
"""How many dots an inch of the cover's picture has: some 1,500 across, as sellers of books ask for."""
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
        pictures = Pictures(document.site, folder)
        source = create_source(document, edition, epoch, paper, pictures)
        _lay_out(folder)
        try:
            return _packed(_compiled(folder, source, epoch, pdf_standards=["ua-1"]))
        except _RefusedError as refused:
            sound = partial(_is_sound, folder)
            raise traced(refused.message, refused.details, source, pictures.pages, sound) from refused


def create_cover(title: str, edition: Edition, epoch: int) -> bytes:
    """The first sheet of the book as a picture (PNG); raises BookError where it cannot be set."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _lay_out(folder)
        source = ['#import "template.typ": *', f"#show: book.with(title: {text(title)})", _cover(title, edition)]
        try:
            return _compiled(folder, "\n".join(source), epoch, format="png", ppi=COVER_DOTS)
        except _RefusedError as refused:
            raise BookError("", f"the cover: {refused.message}") from refused


def create_source(document: Document, edition: Edition, epoch: int, paper: str, pictures: Pictures) -> str:
    """The source of the book; its pictures are written beside it."""
    body = Typesetter(document=document, pictures=pictures).book()
    keywords = ", ".join(map(json.dumps, KEYWORDS))
    facts = f"title: {text(document.title)}, date: {_moment(epoch)}, keywords: ({keywords})"
    show = f"#show: book.with({facts}, paper: {json.dumps(PAPERS[paper])})"
    cover = _cover(document.title, edition)
    return "\n".join(['#import "template.typ": *', show, cover, "#contents()", "#show: matter", body, ""])


def _cover(title: str, edition: Edition) -> str:
    return f"#cover({text(title)}, {text(SUBTITLE)}, {text(edition.told())})"


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
            raise BookError("", f"the font {path.name} is missing: python3 requirements/install.py site book")
        shutil.copyfile(path, folder / "fonts" / path.name)


class _RefusedError(Exception):
    """What typst says of a source that it does not set, or not as it is written."""

    def __init__(self, message: str, details: str) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


def _compiled(folder: Path, source: str, epoch: int, **options: Any) -> bytes:
    """What a source gives; a warning, such as one of a font that is not there, refuses it too."""
    import typst

    folder.joinpath("book.typ").write_text(source, encoding="utf-8")
    try:
        content, warnings = typst.compile_with_warnings(
            folder / "book.typ",
            root=folder,
            font_paths=[folder / "fonts"],
            ignore_system_fonts=True,
            timestamp=epoch,
            **options,
        )
    except typst.TypstError as error:
        raise _RefusedError(error.message, str(error.diagnostic)) from error
    for warning in warnings:
        raise _RefusedError(warning.message, str(warning.diagnostic))
    written: bytes = content
    return written


def _is_sound(folder: Path, name: str) -> bool:
    """Whether typst can read a picture."""
    try:
        _compiled(folder, f'#set document(title: "One")\n#image({json.dumps(name)}, alt: "One")\n', 0)
    except _RefusedError:
        return False
    return True


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
