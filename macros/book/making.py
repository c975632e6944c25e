"""Where a download is made: it appears whole in `site/downloads/`, or not at all."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from macros.book.document import Document, read_document
from macros.book.epub import create_epub
from macros.book.failing import BookError
from macros.book.listing import DOWNLOADS, NAME, listed
from macros.book.offline import create_zip
from macros.book.parity.report import create_report, read_parity, summary
from macros.book.pdf import create_pdf
from macros.edition import Edition, at_commit, read_edition
from macros.site.tracing import place

SUMS = "SHA256SUMS"
PARITY = "parity.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be made: from which sources and site, of which time, on which paper."""

    root: Path
    site: Path
    epoch: int
    paper: str = "a4"


def make_pdf(request: Request) -> int:
    """Write the PDF; exit status."""

    def create() -> tuple[bytes, str]:
        document = _document(request)
        edition = _edition(request)
        _tell(f"Setting {len(document.pages)} pages of the site on paper ({request.paper})")
        made = create_pdf(document, edition, request.epoch, request.paper)
        return made.content, f"{made.pages} pages, "

    suffix = "" if request.paper == "a4" else f"-{request.paper}"
    return _make(request, f"{NAME}{suffix}.pdf", create)


def make_epub(request: Request) -> int:
    """Write the EPUB; exit status."""

    def create() -> tuple[bytes, str]:
        document = _document(request)
        return create_epub(document, _edition(request), request.epoch), ""

    return _make(request, f"{NAME}.epub", create)


def make_zip(request: Request) -> int:
    """Write the archive of the site; exit status."""

    def create() -> tuple[bytes, str]:
        _tell(f"Packing {request.site}")
        return create_zip(request.site, request.epoch), ""

    return _make(request, f"{NAME}.zip", create)


def make_parity(request: Request) -> int:
    """Compare the downloads with the site, and write what was found; exit status."""
    _tell(f"Comparing the downloads with {request.site}")
    downloads = request.site / DOWNLOADS
    try:
        files = {ending: (downloads / f"{NAME}.{ending}").read_bytes() for ending in ("pdf", "epub", "zip")}
    except FileNotFoundError as error:
        print(f"error: there is no {error.filename}: `make release` makes all downloads", file=sys.stderr)
        return 1
    parity = read_parity(request.site, files)
    write_whole(downloads / PARITY, create_report(parity).encode())
    write_whole(request.site / SUMS, create_sums(request.site).encode())
    for mistake in parity.mistakes:
        print(explain(request.root, mistake), file=sys.stderr)
    _tell(f"{downloads / PARITY}: {len(parity.mistakes)} mistakes" if parity.mistakes else summary(parity))
    return int(bool(parity.mistakes))


def _edition(request: Request) -> Edition:
    return at_commit(read_edition(request.root, str(request.epoch)), request.root)


def _document(request: Request) -> Document:
    _tell(f"Reading {request.site}")
    return read_document(request.site)


def _make(request: Request, name: str, create: Callable[[], tuple[bytes, str]]) -> int:
    """Create a download, put it into its place, and say where it is."""
    begun = time.monotonic()
    path = request.site / DOWNLOADS / name
    try:
        content, facts = create()
        write_whole(path, content)
        _list(request)
    except BookError as error:
        print(explain(request.root, error), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"error: {path} was not written: {error.strerror or error}", file=sys.stderr)
        return 1
    _tell(f"{path} ({facts}{len(content) / 1e6:.1f} MB, {time.monotonic() - begun:.0f} s)")
    return 0


def _list(request: Request) -> None:
    """Write the checksums of what is there, and what is known of it into the pages that offer it."""
    write_whole(request.site / SUMS, create_sums(request.site).encode())
    for path, content in listed(request.site, request.epoch):
        write_whole(path, content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def create_sums(site: Path) -> str:
    """The checksums of a site's downloads, as `sha256sum --check` reads them."""
    files = sorted(path for path in (site / DOWNLOADS).glob("*") if path.is_file() and not path.name.startswith("."))
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(site).as_posix()}\n" for path in files
    )


def explain(root: Path, error: BookError) -> str:
    """What kept a book from being made, after the file and line that a page comes from, where they are known."""
    for path in sources(root, error.page):
        text = path.read_text(encoding="utf-8")
        span = place(text, error.needle)
        where = f":{span.line}:{span.column}" if span else ""
        return f"error: {path.relative_to(root).as_posix()}{where}: {error.message} (on {error.page})"
    return f"error: {error}"


def sources(root: Path, page: str) -> list[Path]:
    """The files that a built page may come from: its text, its record."""
    name = os.path.splitext(page)[0]  # noqa: PTH122 - a page's address is no path of this machine
    found = (root / "docs" / f"{name}.md", root / "data" / f"{name}.yml")
    return [path for path in found if page and path.is_file()]


def _tell(words: str) -> None:
    print(words, flush=True)
