"""What is compared: the things that a page holds, each as the words that every edition has of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

KINDS = ("heading", "link", "term", "figure", "table")
"""The kinds of things, in the order they are told in."""

GLOSSARY = "glossary.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A heading, a link into the handbook, a term with its definition, a figure by its description, or a table."""

    page: str
    """The page of the site that it stands on."""
    kind: str
    words: str
    target: str = ""
    """Where a link leads: the page, and the words of the section there."""
    trait: str = ""
    """What sets a link apart: `file`, `footnote`, `map`, `way`; or a heading: `footnotes`."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it has in common with the same thing elsewhere."""
        return self.page, self.kind, folded(self.words), self.target


def folded(words: str) -> str:
    """The letters and figures of a text alone: not its case, its ligatures, its spaces, or where its lines end."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words)).casefold()


def section(page: str, heading: str) -> str:
    """The name of a section: its page, and the words of its heading."""
    return f"{page} {folded(heading)}"
