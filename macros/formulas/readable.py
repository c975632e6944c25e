"""A formula as one line of plain signs, for the search and for descriptions: `x_i²`, `∇L(θ) = 0`, `(a + b)/c`."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from macros.formulas.tree import Node

SPACED = frozenset("=≠<>≤≥≈∼∝≡≔→⇒⟹⟺+−×∈∉∣∥⊆⊂∪∩↦≪≫")
SILENT = str.maketrans("", "", "\u2061\u2063")
"""Signs that browsers need and nobody sees: the application of a function, a bracket left out."""

RAISED = str.maketrans("0123456789⊤−′", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀ⁻′")
ACCENTS = {"ˆ": "\u0302", "̂": "\u0302", "¯": "\u0304", "̲": "\u0304", "˜": "\u0303", "˙": "\u0307", "→": "\u20d7"}


def readable(node: Node) -> str:
    """The line of signs that a formula is."""
    return " ".join(_line(node).split())


def _line(node: Node) -> str:
    if not node.children:
        return _leaf(node)
    parts = [_line(child) for child in node.children]
    return JOINED.get(node.tag, "".join)(parts)


def _leaf(node: Node) -> str:
    if node.tag == "mspace":
        return " " if node.get("width") else ""
    if node.tag == "mi":
        return unicodedata.normalize("NFKC", node.text)
    text = node.text.translate(SILENT)
    return f" {text} " if text and text in SPACED else f"{text} " if text == "," else text


def _grouped(text: str) -> str:
    text = text.strip()
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _script(mark: str, text: str) -> str:
    text = text.replace(" ", "")
    return f"{mark}{text}" if text.isalnum() else f"{mark}({text})"


def _raised(text: str) -> str:
    text = text.replace(" ", "")
    raised = text.translate(RAISED)
    return raised if text and all(a != b for a, b in zip(text, raised, strict=True)) else _script("^", text)


def _below(parts: list[str]) -> str:
    return f"{parts[0]}{_script('_', parts[1])}"


def _above(parts: list[str]) -> str:
    return parts[0] + ACCENTS.get(parts[1], _raised(parts[1]))


def _both(parts: list[str]) -> str:
    return _below(parts) + _raised(parts[2])


JOINED: Mapping[str, Callable[[list[str]], str]] = {
    "mfrac": lambda parts: "/".join(map(_grouped, parts)),
    "msqrt": lambda parts: f"√{_grouped(''.join(parts))}",
    "msub": _below,
    "munder": _below,
    "msup": _above,
    "mover": _above,
    "msubsup": _both,
    "munderover": _both,
    "mtr": lambda parts: ", ".join(part.strip() for part in parts),
    "mtable": "; ".join,
}
"""How the parts of an element become one line; elsewhere they follow each other."""
