"""Elements of a formula in a row: what groups them is taken away, and brackets find their partners."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from macros.formulas.tree import Node
from macros.formulas.words import FUNCTIONS, OPENING

NO_FACTORS = {"mtext", "mtable"}
"""Elements beside which nothing is multiplied."""

DIFFERENTIALS = {"∂", "d"}
"""Letters that belong to what follows them."""

SILENT = ("", "\u2061", "\u2063")
LARGE = frozenset("∑∏∫∬∮⋃⋂")
BARS = frozenset("‖|")
ABOVE = {"msup": 1, "msubsup": 2, "mover": 1, "munderover": 2}
BELOW = {"msub": 1, "msubsup": 1, "munder": 1, "munderover": 1}
"""Which part of an element stands above or below the first one."""

DOTS = Node(tag="mo", text="⋯")


def flat(nodes: Sequence[Node]) -> list[Node]:
    """Elements in a row, without what only groups or spaces them; three full stops, or points, are one sign."""
    items: list[Node] = []
    for node in nodes:
        if node.tag in ("mrow", "mstyle"):
            items += flat(node.children)
        elif (node.tag in ABOVE or node.tag in BELOW) and _is_bracketed(whole := flat(node.children[:1])):
            items += [*whole[:-1], Node(tag=node.tag, children=(whole[-1], *node.children[1:]))]
        elif node.tag != "mspace" and not (node.tag == "mo" and node.text in SILENT):
            items.append(_as_name(node))
        if [item.text for item in items[-3:]] in (["."] * 3, ["·"] * 3):
            items[-3:] = [DOTS]
    return items


def _as_name(node: Node) -> Node:
    """An element as it is elsewhere: in a table the names of functions are set as operators."""
    return Node(tag="mi", text=node.text) if node.tag == "mo" and node.text[:1].isalpha() else node


def _is_bracketed(items: Sequence[Node]) -> bool:
    """Whether brackets stand around all of some elements: scripts then belong to the closing one."""
    return len(items) > 1 and items[0].tag == "mo" and pairs_of(items).get(0) == len(items) - 1


def pairs_of(items: Sequence[Node]) -> Mapping[int, int]:
    """Where brackets are closed, by where they are opened; those without a partner are left out."""
    pairs: dict[int, int] = {}
    still_open: list[int] = []
    for at, item in enumerate(items):
        sign = base_of(item)
        if sign.tag != "mo":
            continue
        partner = next((place for place in still_open[-1:-4:-1] if _closes(items[place], sign)), None)
        if partner is not None:
            pairs[partner] = at
            del still_open[still_open.index(partner) :]
        elif item.text in OPENING or item.text in BARS:
            still_open.append(at)
    return pairs


def _closes(opening: Node, sign: Node) -> bool:
    """Whether a sign closes a bracket; of two bars the second one does, where they do not say it themselves."""
    if opening.text in BARS:
        return sign.text == opening.text and sign.get("form") != "prefix"
    return sign.text == OPENING[opening.text]


def base_of(node: Node) -> Node:
    """What carries the scripts, or the element itself."""
    if node.tag in ABOVE or node.tag in BELOW:
        items = flat(node.children[:1])
        return items[0] if len(items) == 1 else node
    return node


def is_product(left: Node, right: Node) -> bool:
    """Whether something is multiplied by what follows it, and silence would not say so."""
    bases = (base_of(left), base_of(right))
    if {left.tag, right.tag} & NO_FACTORS or {plain_text(base) for base in bases} & DIFFERENTIALS:
        return False
    opens = right.tag == "mo" and (right.text in OPENING or right.get("form") == "prefix" or right.text in LARGE)
    closes = bases[0].text in OPENING.values() or bases[0].get("form") == "postfix" or _is_norm(left, bases[0])
    if right.tag in ("mover", "munder") and bases[1].tag == "mo" and bases[1].text not in LARGE:
        return False
    if (bases[0].tag == "mo" and not closes) or (right.tag == "mo" and not opens):
        return False
    return not (_is_letter(left) and _is_letter(right))


def _is_norm(node: Node, base: Node) -> bool:
    """Whether a double bar ends a norm: something stands above or below it."""
    return node is not base and base.text == "‖"


def _is_letter(node: Node) -> bool:
    if node.text == "∇" or node.text in FUNCTIONS:
        return False
    return node.tag in ("mi", "mn") and len(node.text) <= 3 and "BOLD" not in unicodedata.name(node.text[:1], "")


def plain_text(node: Node) -> str:
    """The text of an element in ordinary letters."""
    return unicodedata.normalize("NFKC", node.text)
