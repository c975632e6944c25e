"""Formulas: TeX in the text of pages and data -> MathML with its TeX and its words, or what is wrong with it."""

from __future__ import annotations

from macros.formulas.checking import Flaw, find_flaws, find_unmarked
from macros.formulas.markup import INLINE, create_display, create_inline, without_marks
from macros.formulas.readable import readable
from macros.formulas.setting import ELEMENTS, set_formula
from macros.formulas.speech import speak
from macros.formulas.tree import node_of

__all__ = [
    "ELEMENTS",
    "INLINE",
    "Flaw",
    "create_display",
    "create_inline",
    "find_flaws",
    "find_unmarked",
    "node_of",
    "readable",
    "set_formula",
    "speak",
    "without_marks",
]
