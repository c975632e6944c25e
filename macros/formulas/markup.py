"""A formula as HTML that stands in a line of Markdown: MathML with its TeX and its words."""

from __future__ import annotations

import re
from functools import lru_cache

from macros.formulas.readable import readable
from macros.formulas.setting import set_formula
from macros.formulas.speech import speak
from macros.formulas.tree import element, escaped, write_row

INLINE = re.compile(r"(?<![\\`$])\$`(?!`)(?P<tex>[^`\n]+)`\$(?![`$])(?P<after>[.,;:?]*)")
"""A formula in a line, as GitHub writes it too: a dollar sign and a backtick on either side; and the mark after it."""


@lru_cache(maxsize=4096)
def create_inline(tex: str, after: str = "") -> str:
    """A formula in a line of text; the mark after it stays on its line."""
    # At the start of a line, Markdown would take a bare <math> for a block of its own.
    return element("span", {"class": "hb-math", "data-tex": tex}, _math(tex, display=False) + escaped(after))


def create_display(tex: str, name: str = "", number: int = 0) -> str:
    """A formula by itself, in a frame that scrolls; with a name and a number where it has them."""
    label = f"Equation {number}" if number else "Formula"
    frame = {"class": "hb-formula", "role": "group", "aria-label": label, "tabindex": "0", "data-tex": tex}
    inside = element("span", frame, _math(tex, display=True))
    inside += element("span", {"class": "hb-number"}, escaped(f"({number})")) if number else ""
    return element("span", {"class": "hb-equation", "id": name}, inside)


def _math(tex: str, *, display: bool) -> str:
    tree = set_formula(tex, display=display)
    attributes = {"display": "block" if display else "", "alttext": speak(tree)}
    return element("math", attributes, write_row(tree.children))


def without_marks(text: str) -> str:
    """A text in which every formula is a line of plain signs, for places that hold no HTML."""
    return INLINE.sub(lambda match: readable(set_formula(match["tex"], display=False)) + match["after"], text)
