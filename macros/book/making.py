"""Where a download is made: it appears whole in `site/downloads/`, or not at all."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from macros.book.contents import HOME
from macros.book.document import Document, read_document
from macros.book.epub import create_epub
from macros.book.failing import BookError
from macros.book.listing import DOWNLOADS, NAME, listed
from macros.book.offline import create_zip
from macros.book.parity.report import create_report, read_parity, summary
from macros.book.pdf import create_pdf
from macros.edition import Edition, at_commit, read_edition
from macros.handbook import read_handbook
from macros.site.rules import Finding
from macros.site.tracing import Tracer

SUMS = "SHA256SUMS"
PARITY = "parity.json"
MOST_TOLD = 30
"""How many mistakes are printed: a chapter that is lost whole has hundreds."""


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
    if not (mistakes := parity.mistakes):
        _tell(summary(parity))
        return 0
    tracer = Tracer(read_handbook(request.root))
    for mistake in mistakes[:MOST_TOLD]:
        print(f"error: {_placed(tracer, mistake) if mistake.page else mistake}", file=sys.stderr)
    _tell(f"{len(mistakes)} mistakes, all in {downloads / PARITY}")
    return 1


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
        _require_site(request.site)
        content, facts = create()
        write_whole(path, content)
        _list(request)
    except (BookError, OSError, ModuleNotFoundError) as error:
        print(explain(request.root, path, error), file=sys.stderr)
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


def explain(root: Path, path: Path, error: Exception) -> str:
    """What kept a download from being made: where it is mended, or what the system says."""
    match error:
        case BookError(page=page) if page:
            return f"error: {_placed(Tracer(read_handbook(root)), error)}"
        case ModuleNotFoundError():
            return f"error: {error.name} is not installed: python3 requirements/install.py site book"
        case OSError():
            where = f" ({error.filename})" if error.filename else ""
            return f"error: {path} was not written: {error.strerror or error}{where}"
    return f"error: {error}"


def _placed(tracer: Tracer, error: BookError) -> str:
    """A sentence after the file and line of the sources that a page comes from, as far as they are known."""
    finding = Finding(page=error.page, needle=error.needle, message=error.message)
    found = tracer.diagnostic(finding, "book")
    where = f":{found.span.line}:{found.span.column}" if found.span else ""
    return f"{found.path}{where}: {found.message}"


def _require_site(site: Path) -> None:
    """Raise BookError where no built site lies."""
    if not (site / HOME).is_file():
        raise BookError("", f"there is no built site in {site}: `make build` writes one")


def _tell(words: str) -> None:
    print(words, flush=True)
