"""Single signs: what a letter is called, what an accent, and whether letters are the lengths of axes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from macros.formulas.tree import Node
from macros.formulas.words import ACCENTS, LETTERS, SETS


def letter_name(text: str) -> str:
    """A letter by its name: a bold one is a vector or a matrix."""
    if text in SETS or text in LETTERS:
        return SETS.get(text) or LETTERS[text]
    if len(text) > 1:
        return unicodedata.normalize("NFKC", text)
    name, plain = unicodedata.name(text, ""), unicodedata.normalize("NFKC", text)
    said = LETTERS.get(plain, plain)
    if "BOLD" in name:
        if "DIGIT" in name:
            return f"the vector of {said}s"
        return f"matrix {said.removeprefix('capital ')}" if "CAPITAL" in name else f"vector {said}"
    return f"script {said}" if "SCRIPT" in name and text != "ℓ" else said


def accent_name(node: Node) -> str:
    """What stands over or under a letter."""
    return ACCENTS.get(node.text) or {"⏟": ", labelled", "⏞": ", labelled"}.get(node.text, "accented")


def is_shape(items: Sequence[Node]) -> bool:
    """Whether a formula is nothing but the lengths of axes: `n` by `d`."""
    lengths = all(_is_length(item) for item in items[::2])
    return len(items) > 2 and len(items) % 2 == 1 and lengths and all(item.text == "×" for item in items[1::2])


def _is_length(node: Node) -> bool:
    if node.tag == "mn":
        return node.text.isdigit()
    return node.tag == "mi" and node.text.islower() and "BOLD" not in unicodedata.name(node.text[0], "")
