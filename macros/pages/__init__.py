"""The prose in `docs/`: read as a stranger's text, and checked before anything renders."""

from __future__ import annotations

from macros.pages.calls import MACROS, OWN_MACROS, Call, MacroEnvironment
from macros.pages.links import find_addresses, resolve
from macros.pages.reading import ASSETS, FRONT_MATTER_FIELDS, Page, Prose, read_prose
from macros.pages.rules import PLACEHOLDER, check_pages, generated_pages

__all__ = [
    "ASSETS",
    "FRONT_MATTER_FIELDS",
    "MACROS",
    "OWN_MACROS",
    "PLACEHOLDER",
    "Call",
    "MacroEnvironment",
    "Page",
    "Prose",
    "check_pages",
    "find_addresses",
    "generated_pages",
    "read_prose",
    "resolve",
]
