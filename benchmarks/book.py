"""What the PDF costs: `python -m benchmarks.book [--json] [--site SITE] [--identical]`; exit 1 over a bar.

Builds the handbook (or reads `--site`, one that is built), sets the whole of it as a PDF, then as many chapters from
its beginning as make 300 pages, each in a process of its own:

- `seconds`: CPU, user and system, from reading the site to the packed file;
- `gigabytes`: the most memory that the process held;
- `megabytes`: the size of the file.

The bars are for 300 pages, which may be a few more. `--identical` instead clones the last commit into two folders,
makes the site and every download in each, with other settings of time zone, hashes and rights, and compares all files.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path

from macros.book.document import Chapter, Document, Section, read_document
from macros.book.failing import BookError
from macros.book.pdf import create_pdf
from macros.edition import read_edition

ROOT = Path(__file__).resolve().parent.parent
PAGES = 300
BARS = {"seconds": 15.0, "gigabytes": 1.0, "megabytes": 5.0}
MARGIN = 1.06
"""So much more of the text is taken than 300 pages should need, because pages differ."""

FIRST = {"SOURCE_DATE_EPOCH": "1795219200", "TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
OTHER = {**FIRST, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "LC_ALL": "C"}
STEPS = ("build", "pdf", "epub", "offline")


class Excerpt(Document):
    """Some chapters of a book; links to the others are words."""

    def target(self, page: str, address: str) -> str | None:
        """Where an address leads; None where that is left out."""
        try:
            return super().target(page, address)
        except BookError:
            return None


def excerpt(document: Document, share: float) -> Document:
    """The first chapters of a book that hold this share of its text."""
    left = share * sum(map(_weight, document.chapters()))
    parts: list[Section] = []
    for part in document.parts:
        chosen = []
        for chapter in part.chapters:
            if left > 0:
                chosen.append(chapter)
            left -= _weight(chapter)
        parts += [replace(part, chapters=tuple(chosen))] if chosen else []
    known = {field.name: getattr(document, field.name) for field in fields(document)}
    return Excerpt(**{**known, "parts": tuple(parts)})


def _weight(chapter: Chapter) -> int:
    """How many signs of text a chapter holds."""
    return sum(len(part if isinstance(part, str) else part.words()) for part in chapter.content)


def set_part(site: Path, share: float) -> dict[str, float]:
    """Set a book, or the beginning of it, in this process: its pages, and what they cost."""
    document = read_document(site)
    chosen = document if share >= 1 else excerpt(document, share)
    made = create_pdf(chosen, read_edition(ROOT, FIRST["SOURCE_DATE_EPOCH"]), int(FIRST["SOURCE_DATE_EPOCH"]))
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)  # bytes there, kilobytes elsewhere
    return {
        "pages": made.pages,
        "seconds": round(used.ru_utime + used.ru_stime, 1),
        "gigabytes": round(peak / 1e9, 2),
        "megabytes": round(len(made.content) / 1e6, 1),
    }


def in_a_process(site: Path, share: float) -> dict[str, float]:
    """The same in a process of its own."""
    printed = run(ROOT, {}, "-m", "benchmarks.book", "--site", str(site), "--share", str(share))
    figures: dict[str, float] = json.loads(printed.rstrip().rpartition("\n")[2])
    return figures


def run(folder: Path, environment: Mapping[str, str], *command: str) -> str:
    """Run Python in a folder; what it printed."""
    known = {**os.environ, "PYTHONPATH": str(folder), **environment}
    ran = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *command], cwd=folder, env=known, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise SystemExit(ran.stdout + ran.stderr)
    return ran.stdout


def measure(site: Path) -> dict[str, dict[str, float]]:
    """What the whole book costs, and its first 300 pages or a few more."""
    whole = in_a_process(site, 1)
    share = PAGES / whole["pages"]
    part = whole
    while share * MARGIN < 1 and (part is whole or part["pages"] < PAGES):
        share *= MARGIN
        part = in_a_process(site, share)
    return {"whole": whole, "part": part}


def told(figures: Mapping[str, Mapping[str, float]]) -> str:
    """One line: both books, and the bars of the smaller one."""
    whole, part = figures["whole"], figures["part"]
    bars = ", ".join(f"{name} {part[name]} (<= {bar:g})" for name, bar in BARS.items())
    return f"book, {part['pages']:g} pages: {bars}; {', '.join(f'{name} {value:g}' for name, value in whole.items())}"


def differences(folder: Path) -> list[str]:
    """The files that differ between two builds of the last commit in two folders of other names."""
    first, other = folder / "first", folder / "another" / "folder"
    for source, root in ((ROOT, first), (first, other)):  # both at once: work may go on here meanwhile
        clone = ["git", "clone", "--quiet", str(source), str(root)]
        subprocess.run(clone, check=True)  # noqa: S603 - our own repository
    for root, environment, mask in ((first, FIRST, 0o022), (other, OTHER, 0o077)):
        before = os.umask(mask)
        for step in STEPS:
            run(root, environment, "-m", "macros", step)
        os.umask(before)
    files = [set(_files(root / "site")) for root in (first, other)]
    return sorted({name for name, _ in files[0] ^ files[1]})


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a site: its path and its bytes."""
    for path in site.rglob("*"):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path.read_bytes()


def compare(folder: Path) -> int:
    """Build twice and say what differs; exit status."""
    different = differences(folder)
    sums = (folder / "first" / "site" / "SHA256SUMS").read_text(encoding="utf-8")
    print(f"{sums}{len(different)} files differ{': ' if different else ''}{', '.join(different)}")
    return int(bool(different))


def main() -> int:
    """Measure or compare, print it, and say by the exit status whether every bar holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--site", type=Path, help="a built site")
    parser.add_argument("--identical", action="store_true", help="compare two builds instead")
    parser.add_argument("--share", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.share:
        print(json.dumps(set_part(options.site, options.share)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        if options.identical:
            return compare(Path(folder))
        if not options.site:
            run(ROOT, FIRST, "-m", "macros", "build", "--site-dir", f"{folder}/site")
        figures = measure((options.site or Path(folder, "site")).resolve())
    print(json.dumps({"bars": BARS, **figures}) if options.json else told(figures))
    return int(any(figures["part"][name] > bar for name, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
