"""The page that offers the downloads: what is known of each is written into it last, when they are made."""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from macros.render import filled

NAME = "ml-engineer-handbook"
DOWNLOADS = "downloads"
SIGN = b'class="hb-download"'


def as_built(path: Path) -> bytes:
    """A file of a site as the build wrote it: downloads are made from that, in any order, and hold no checksum."""
    content = path.read_bytes()
    return filled(content.decode(), {}).encode() if path.suffix == ".html" and SIGN in content else content


def listed(site: Path, epoch: int) -> Iterator[tuple[Path, bytes]]:
    """The pages that offer downloads, each with what is known of those that are there."""
    pages = [path for path in sorted(site.rglob("*.html")) if SIGN in path.read_bytes()]
    files = {kind: site / DOWNLOADS / f"{NAME}.{kind}" for kind in EXTENTS}
    day = datetime.datetime.fromtimestamp(epoch, datetime.UTC).date().isoformat()
    facts = {kind: _facts(kind, path, day) for kind, path in files.items() if pages and path.is_file()}
    for page in pages:
        up = "../" * (len(page.relative_to(site).parts) - 1)
        here = {kind: fact.replace(f'href="{DOWNLOADS}/', f'href="{up}{DOWNLOADS}/') for kind, fact in facts.items()}
        yield page, filled(page.read_text(encoding="utf-8"), here).encode()


def _facts(kind: str, path: Path, day: str) -> str:
    """A link to a file, its size and what it counts, its day, its checksum."""
    content = path.read_bytes()
    rows = (
        ("File", f'<a href="{DOWNLOADS}/{path.name}" download>{path.name}</a>'),
        ("Size", f"{len(content) / 1e6:.1f} MB, {EXTENTS[kind](content)}"),
        ("Edition of", f'<time datetime="{day}">{day}</time>'),
        ("SHA-256", f"<code>{hashlib.sha256(content).hexdigest()}</code>"),
    )
    return f"<dl>{''.join(f'<dt>{name}</dt><dd>{value}</dd>' for name, value in rows)}</dl>"


def _sheets(content: bytes) -> str:
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return f"{len(pdf.pages)} pages"


def _pages(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return f"{sum(name.endswith('.html') for name in archive.namelist())} pages"


EXTENTS: Mapping[str, Callable[[bytes], str]] = {
    "pdf": _sheets,
    "epub": lambda _content: "as many pages as your screen makes of it",
    "zip": _pages,
}
"""How the length of each download is told."""
