"""TeX -> MathML Core: set by a library, then rid of what our pages may not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from math_core import LatexError, LatexToMathML

from macros.formulas.tree import Node, TooDeepError, read_tree

ALIGNED = {
    "text-align: right;justify-items: end;padding-right: 0;": "hb-cell-end",
    "text-align: left;justify-items: start;padding-left: 0;": "hb-cell-start",
    "text-align: left;justify-items: start;padding-right: 0;": "hb-cell-case",
    "text-align: left;justify-items: start;padding-right: 0;padding-left:1em;": "hb-cell-when",
}
"""The styles that the library gives cells of a table, and our classes for them: the policy allows no styles."""

ELEMENTS: Mapping[str, frozenset[str]] = {
    "math": frozenset({"display", "alttext"}),
    "mrow": frozenset(),
    "mi": frozenset({"mathvariant"}),
    "mn": frozenset(),
    "mo": frozenset(
        {"form", "lspace", "rspace", "stretchy", "symmetric", "minsize", "maxsize", "movablelimits", "largeop"}
    ),
    "mtext": frozenset(),
    "mspace": frozenset({"width"}),
    "mstyle": frozenset({"displaystyle"}),
    "mfrac": frozenset({"linethickness"}),
    "msqrt": frozenset(),
    "mroot": frozenset(),
    "msub": frozenset(),
    "msup": frozenset(),
    "msubsup": frozenset(),
    "munder": frozenset({"accentunder"}),
    "mover": frozenset({"accent"}),
    "munderover": frozenset(),
    "mtable": frozenset({"displaystyle"}),
    "mtr": frozenset(),
    "mtd": frozenset({"class"}),
}
"""The elements of MathML that a page may hold, each with its attributes; nothing in them runs, loads or styles."""

FOUND = re.compile(r"(\d+): (.*)", re.DOTALL)
MESSAGES = (
    (r'closing token "\\right"', "\\left without \\right", "add \\right and a bracket; \\right. draws none"),
    (r'closing token: "\\right"', "\\right without \\left", "add \\left and a bracket before it; \\left. draws none"),
    (r'closing token "\\end', "an environment that is not closed", "add \\end{...} with its name"),
    (
        r'closing token: "\\end|Expected "\\end',
        "\\end that fits no \\begin",
        "name what it closes",
    ),
    (r"must be a parenthesis", "no bracket where one belongs", "add ( or [ or \\{ or \\lvert; \\left. draws none"),
    (r"Expected argument", "something is missing here", "write it between braces"),
    (r'Found "&"', "'&' outside a table", "put the lines into \\begin{aligned} ... \\end{aligned}"),
    (r"[Dd]uplicate|[Dd]ouble s", "two of the same script", "put braces around what belongs together: {x_i}_j"),
)
"""What the library says, what we say, and what to write."""


class SettingError(ValueError):
    """A formula that cannot be set: where in its TeX, why, and what to write instead."""

    def __init__(self, offset: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.offset, self.message, self.hint = offset, message, hint


_converter = LatexToMathML(fancy_error=False)


@lru_cache(maxsize=4096)
def set_formula(tex: str, *, display: bool) -> Node:
    """A formula as a tree of MathML Core; SettingError where that cannot be."""
    try:
        return _core(read_tree(_converter.convert_with_local_state(tex, displaystyle=display)))
    except LatexError as error:
        raise _explained(str(error)) from None
    except TooDeepError:
        raise SettingError(0, "nested too deeply", "give a part a name, and write it by itself") from None


def _explained(said: str) -> SettingError:
    found = FOUND.match(said)
    offset, words = (int(found[1]), found[2]) if found else (0, said)
    for pattern, message, hint in MESSAGES:
        if re.search(pattern, words):
            return SettingError(offset, message, hint)
    return SettingError(offset, f"this cannot be set: {words[:1].lower()}{words[1:].rstrip('.')}")


NOTHING = Node(tag="mspace")
PADDED = re.compile(r"padding-(?P<side>left|right):\s*(?P<width>[\d.]+em);")
"""The style by which the library keeps a factor away from brackets with a script."""

OTHERWISE = "write this part with other commands, or as a formula by itself with a name"


def _core(node: Node) -> Node:
    """A tree in which only `ELEMENTS` are, the styles of cells as classes, and no element that does nothing."""
    if node.tag == "mpadded":
        node = _spaced(node)
    if node.tag not in ELEMENTS:
        raise SettingError(0, "this cannot be set in the mathematics that browsers share", OTHERWISE)
    # Where it would change anything, in a table in a script, small print is as good; validators know it not here.
    written = [(name, value) for name, value in node.attributes if (node.tag, name) != ("mtable", "scriptlevel")]
    size = tuple(item for item in written if (node.tag, item[0]) == ("mfrac", "displaystyle"))
    attributes = tuple(_allowed(node.tag, name, value) for name, value in written if (name, value) not in size)
    children = tuple(_core(child) for child in node.children if child != NOTHING)
    if node.tag == "mrow" and len(children) == 1:
        return children[0]
    # A sign that only joins others cannot stand alone: over a letter, an arrow is drawn as well.
    core = Node(tag=node.tag, attributes=attributes, children=children, text=node.text.replace("\u20d7", "→"))
    return Node(tag="mstyle", attributes=size, children=(core,)) if size else core


def _spaced(node: Node) -> Node:
    """An element with room beside it, as a row with a space: the policy allows no styles."""
    padded = PADDED.fullmatch(node.get("style"))
    if padded is None or len(node.attributes) > 1:
        return node
    space = Node(tag="mspace", attributes=(("width", padded["width"]),))
    around = (space, *node.children) if padded["side"] == "left" else (*node.children, space)
    return Node(tag="mrow", children=around)


def _allowed(tag: str, name: str, value: str) -> tuple[str, str]:
    if name == "style" and value in ALIGNED:
        return "class", ALIGNED[value]
    if name not in ELEMENTS.get(tag, ()):
        raise SettingError(0, "this cannot be set in the mathematics that browsers share", OTHERWISE)
    return name, value


SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
NARROW = frozenset("()[]{}|‖,.:;!′\u2061\u2063")
"""Signs that take less room than others."""


def width(node: Node, size: float = 1) -> float:
    """About how wide a formula is, in the height of its letters."""
    script = size * 0.7 if node.tag in SCRIPTS else size
    parts = [width(child, script if place else size) for place, child in enumerate(node.children)]
    if node.tag == "mo":
        return size * (0.4 if node.text in NARROW else 0.7 if node.get("lspace") == "0" else 1.2)
    if not parts:
        return size * 0.55 * len(node.text)
    if node.tag in ("mfrac", "mtable", "munder", "mover", "munderover"):
        return max(parts)
    return parts[0] + max(parts[1:]) if node.tag == "msubsup" else sum(parts)
