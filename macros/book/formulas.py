"""Formulas as typst sets them, from the MathML that the site shows.

Pandoc would translate the TeX: but its typst says `parallel` in words where a large double bar should stand, makes
indices of what is set below a sign, and opens no matrix. MathML has each of these said already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from macros.book.failing import BookError

INVISIBLE = frozenset("\u2061\u2062\u2063")
"""Function application, times, separator: said aloud, and not drawn."""

BRACKETS = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉\u2063")

LARGE = frozenset("∑∏⋃⋂") | {"lim", "max", "min", "sup", "inf", "arg max", "arg min"}
"""What has its limits above and below in a formula by itself, and beside it in a line."""

ACCENTS = {
    "ˆ": "hat", "\u0302": "hat", "¯": "macron", "˜": "tilde", "\u0303": "tilde", "˙": "dot", "¨": "dot.double",
    "\u20d7": "arrow", "→": "arrow",
}  # fmt: skip
STRETCHED = {"\u0332": "overline", "‾": "overline", "⏞": "overbrace", "⏟": "underbrace"}
"""Marks over or under a sign -> typst's names for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula: what typst sets, how it is said, whether it stands by itself, and what follows without a space."""

    source: str
    spoken: str
    is_display: bool
    number: str
    after: str


def read_formula(node: LexborNode, page: str) -> Formula:
    """The formula in an element; raises BookError where it has no words, or an element that is not known."""
    math, number = node.css_first("math"), node.css_first(".hb-number")
    if math is None or not math.attributes.get("alttext"):
        raise BookError(page, "a formula has no spoken text", node.text()[:40])
    try:
        source = _lines(math)
    except KeyError as unknown:
        message = f"the PDF has no way to set {unknown} in the formula '{math.attributes['alttext']}'"
        raise BookError(page, message) from None
    is_display = math.attributes.get("display") == "block"
    return Formula(
        source=source,
        spoken=math.attributes["alttext"] or "",
        is_display=is_display,
        number=number.text() if number else "",
        after="" if is_display else node.text().removeprefix(math.text()),
    )


def _lines(tree: LexborNode) -> str:
    """A formula; one that is a table of aligned lines and nothing else becomes lines of typst's own."""
    children = _children(tree)
    while len(children) == 1 and children[0].tag == "mrow":
        children = _children(children[0])
    if len(children) == 1 and children[0].tag == "mtable" and "hb-cell-end" in (children[0].html or ""):
        return " \\ ".join(" & ".join(map(_row, _children(row))) for row in _children(children[0]))
    return _row(tree)


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=False))


def _set(node: LexborNode) -> str:
    return SETTERS[node.tag or ""](node)


def _row(node: LexborNode) -> str:
    """Signs one after the other, between brackets that grow with them where the row has such."""
    children = _children(node)
    written = " ".join(part for part in map(_set, children) if part)
    fences = [child for child in (children[0], children[-1]) if _grows(child)] if len(children) > 1 else []
    shown = f"lr({written})" if len(fences) == 2 else written
    return _sized(node, shown)


def _sized(node: LexborNode, written: str) -> str:
    """Signs as large as in a formula by itself, or as in a line, where the element says so."""
    size = {"true": "display", "false": "inline"}.get(node.attributes.get("displaystyle") or "", "")
    return f"{size}({written})" if size and written else written


def _grows(node: LexborNode) -> bool:
    """Whether it is a bracket, or the place of one that is not drawn, as high as what stands between."""
    fixed = node.attributes.get("stretchy") == "false" or "minsize" in node.attributes
    return node.tag == "mo" and node.text() in BRACKETS and not fixed


def _sign(words: str) -> str:
    """A sign, or several, as text that means nothing else to typst."""
    return " ".join(f"\\u{{{ord(sign):x}}}" for sign in words)


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\u00a0", " ") + '"'


def _identifier(node: LexborNode) -> str:
    """A letter, slanted as typst would; or a name, upright, with a function's room around it."""
    words = node.text()
    if len(words) == 1:
        return f"upright({_sign(words)})" if node.attributes.get("mathvariant") == "normal" else _sign(words)
    return f"op({_quoted(words)})"


def _operator(node: LexborNode) -> str:
    words = node.text()
    if not words or words in INVISIBLE:
        return ""
    if (size := node.attributes.get("minsize")) is not None:
        return f"lr(size: #{size}, {_sign(words)})"
    side = {"prefix": "opening", "postfix": "closing"}.get(node.attributes.get("form") or "")
    if side and words in BRACKETS:
        return f'class("{side}", {_sign(words)})'
    return f"op({_quoted(words)})" if words.isalpha() else _sign(words)


def _space(node: LexborNode) -> str:
    width = re.fullmatch(r"(-?[\d.]+)em", node.attributes.get("width") or "")
    return f"#h({float(width[1]):.3g}em)" if width else ""


def _fraction(node: LexborNode) -> str:
    above, below = map(_set, _children(node))
    if node.attributes.get("linethickness") == "0":
        return f"vec(delim: #none, {above}, {below})"
    return _sized(node, f"frac({above}, {below})")


def _scripts(*places: str) -> Callable[[LexborNode], str]:
    """Signs beside the base."""

    def write(node: LexborNode) -> str:
        base, *scripts = map(_set, _children(node))
        written = ", ".join(f"{place}: {script}" for place, script in zip(places, scripts, strict=True))
        return f"attach(scripts({base or chr(34) * 2}), {written})"

    return write


def _limits(*places: str) -> Callable[[LexborNode], str]:
    """Signs above and below the base; an accent, where it says that it is one."""

    def write(node: LexborNode) -> str:
        base, *marks = _children(node)
        mark = marks[0].text()
        if "true" in (node.attributes.get("accent"), node.attributes.get("accentunder")):
            name = STRETCHED.get(mark)
            return f"{name}({_set(base)})" if name else f"accent({_set(base)}, {ACCENTS[mark]})"
        moves = base.text().strip() in LARGE and base.attributes.get("movablelimits") != "false"
        written = ", ".join(f"{place}: {_set(one)}" for place, one in zip(places, marks, strict=True))
        return f"attach(limits({_set(base)}{', inline: #false' if moves else ''}), {written})"

    return write


def _table(node: LexborNode) -> str:
    """A matrix without brackets of its own: they stand in the row around it."""
    rows = [_children(row) for row in _children(node)]
    kind = (rows[0][0].attributes.get("class") or "") if rows and rows[0] else ""
    between = " & " if kind == "hb-cell-end" else ", "
    written = "; ".join(between.join(_row(cell) for cell in row) for row in rows)
    align = "align: #left, " if kind == "hb-cell-case" else ""
    gap = "0.5em" if node.attributes.get("displaystyle") == "true" else "0.3em"
    return f"mat(delim: #none, {align}row-gap: #{gap}, {written})"


def _only(name: str) -> Callable[[LexborNode], str]:
    return lambda node: f"{name}({_row(node)})"


def _root(node: LexborNode) -> str:
    base, degree = map(_set, _children(node))
    return f"root({degree}, {base})"


def _text(node: LexborNode) -> str:
    return _quoted(node.text())


SETTERS: Mapping[str, Callable[[LexborNode], str]] = {
    "mrow": _row,
    "mstyle": _row,
    "mi": _identifier,
    "mn": lambda node: _quoted(node.text()),
    "mo": _operator,
    "mtext": _text,
    "mspace": _space,
    "mfrac": _fraction,
    "msqrt": _only("sqrt"),
    "mroot": _root,
    "msub": _scripts("b"),
    "msup": _scripts("t"),
    "msubsup": _scripts("b", "t"),
    "munder": _limits("b"),
    "mover": _limits("t"),
    "munderover": _limits("b", "t"),
    "mtable": _table,
}
"""How each element of a formula is set."""
