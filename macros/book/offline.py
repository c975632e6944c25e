"""The built pages as an archive that opens from a disk: the same files, in one order and of one time."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from macros.book.listing import DOWNLOADS, as_built

FOLDER = "ml-engineer-handbook"
LEFT_OUT = frozenset({DOWNLOADS, "SHA256SUMS", "404.html", "sitemap.xml", "sitemap.xml.gz"})
"""What only a published site has: an archive does not hold itself, and a disk has neither crawlers nor lost readers."""


def create_zip(site: Path, epoch: int) -> bytes:
    """The archive of a built site; the same site and time give the same bytes."""
    moment = datetime.datetime.fromtimestamp(epoch, datetime.UTC).timetuple()[:6]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in offline_files(site):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path.relative_to(site).as_posix()}", moment)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, as_built(path))
    return written.getvalue()


def offline_files(site: Path) -> Iterator[Path]:
    """The files of a site that belong into its archive, sorted by name."""
    for path in sorted(site.rglob("*"), key=lambda path: path.relative_to(site).as_posix()):
        parts = path.relative_to(site).parts
        if path.is_file() and parts[0] not in LEFT_OUT and not parts[0].startswith("."):
            yield path
