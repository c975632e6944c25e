"""The prose in `docs/`: read as a stranger's text, and checked before anything renders."""

from __future__ import annotations

from macros.pages.calls import MACROS, OWN_MACROS, Call, MacroEnvironment
from macros.pages.reading import ASSETS, FRONT_MATTER_FIELDS, Page, Prose, read_prose
from macros.pages.rules import check_pages, generated_pages

__all__ = [
    "ASSETS",
    "FRONT_MATTER_FIELDS",
    "MACROS",
    "OWN_MACROS",
    "Call",
    "MacroEnvironment",
    "Page",
    "Prose",
    "check_pages",
    "generated_pages",
    "read_prose",
]
