"""How far two builds of the same sources agree: `python benchmarks/same_pages.py SITE OTHER [--json]`.

Counts the pages of the first site that are, in the other one: there at all; the same to the byte; the same but for the
name of the program that made them; the same in the words and in the links of their text. The page for addresses that
lead nowhere does not count: it belongs to the frame. Exit status 1 where a page is missing, or differs in words or in
links.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def without_generator(page: bytes) -> bytes:
    """A page without the name of the program that made it."""
    return GENERATOR.sub(b"", page)


def words(page: bytes) -> str:
    """The words of a page's text, in order, run together: between two signs of code may stand an element or none.

    Navigation, header and footer are the frame's.
    """
    return "".join("".join(article.text().split()) for article in LexborHTMLParser(page).css("article"))


def links(page: bytes) -> list[str | None]:
    """Where the links of a page's text lead, in order."""
    return [link.attributes["href"] for link in LexborHTMLParser(page).css("article a[href]")]


SAME: dict[str, Callable[[bytes], object]] = {
    "bytes": lambda page: page,
    "bytes but for the generator": without_generator,
    "words": words,
    "links": links,
}
"""What two pages may have in common."""


def compare(site: Path, other: Path) -> dict[str, int]:
    """How many pages there are, how many are in the other site too, and how many agree in each of `SAME`."""
    pages = [path.relative_to(site) for path in site.rglob("*.html") if path != site / "404.html"]
    pairs = [((site / page).read_bytes(), (other / page).read_bytes()) for page in pages if (other / page).is_file()]
    agreeing = {name: sum(of(one) == of(two) for one, two in pairs) for name, of in SAME.items()}
    return {"pages": len(pages), "in both": len(pairs), **agreeing}


def main() -> int:
    """Compare two folders and print one line; exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    figures = compare(options.site, options.other)
    line = ", ".join(f"{number} {name}" for name, number in figures.items())
    print(json.dumps(figures) if options.json else f"same pages: {line}")
    return int(not figures["pages"] == figures["in both"] == figures["words"] == figures["links"] > 0)


if __name__ == "__main__":
    sys.exit(main())
