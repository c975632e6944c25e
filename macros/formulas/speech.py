"""A formula in English, as one would read it aloud: `the sum from i equals 1 to n of x sub i`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from macros.formulas.derivatives import Derivative, find_derivative
from macros.formulas.letters import accent_name, is_shape, letter_name
from macros.formulas.rows import ABOVE, BELOW, DOTS, LARGE, base_of, flat, is_product, pairs_of, plain_text
from macros.formulas.tree import Node, leaves
from macros.formulas.words import (
    APPLIED,
    BRACKETS,
    CALLED,
    ENCLOSED,
    FUNCTIONS,
    MEASURED,
    OPENING,
    POWERS,
    SETS,
    SIGNS,
)

MAX_APPLIED = 12
"""So many functions of functions are said as such."""

JOINING = frozenset(",;∣∥")
"""Signs between arguments of a function: none of them asks for brackets to be said."""


def speak(tree: Node) -> str:
    """The words of a whole formula."""
    words = " ".join(_sequence(tree.children).split())
    words = words.replace(" times ", " by ") if is_shape(flat(tree.children)) else words
    words = words.replace(" : ", " from ", 1) if "→" in _signs(tree) else words
    words = words.replace(" is orthogonal to ", " is independent of ") if "∣" in _signs(tree) else words
    for mark in ",;:":
        words = words.replace(f" {mark}", mark)
    return words


def _signs(tree: Node) -> set[str]:
    return {leaf.text for leaf in leaves(tree)}


def _sequence(nodes: Sequence[Node]) -> str:
    return _said(tuple(nodes))


@lru_cache(maxsize=4096)
def _said(nodes: tuple[Node, ...]) -> str:
    """The words of elements in a row; they are asked for again to see whether brackets must be named."""
    return _Reader(flat(nodes)).rest()


class _Reader:
    """Reads elements in a row, from the left."""

    def __init__(self, items: Sequence[Node]) -> None:
        self.items, self.at, self.applied = items, 0, 0
        self.pairs = pairs_of(items)

    def rest(self) -> str:
        """Everything that is left."""
        words: list[str] = []
        last = DOTS
        while self.at < len(self.items):
            first = self.items[self.at]
            words += ["times"] if is_product(last, first) and not words[-1].rstrip().endswith(" of") else []
            words.append(self.unit())
            last = self.items[self.at - 1]
        return " ".join(words)

    def unit(self) -> str:
        """One thing: a letter, a fraction, brackets with what is in them, a function with its argument."""
        node = self.items[self.at]
        if node.tag == "mo" and self.closing() is not None:
            return self._enclosed()
        self.at += 1
        if node.tag == "mfrac":
            return self._fraction(node)
        if node.tag == "mtable":
            return _lines(node)
        if node.text == "{" and self.at < len(self.items) and self.items[self.at].tag == "mtable":
            self.at += 1
            return _cases(self.items[self.at - 1])
        return self._named(node)

    def _named(self, node: Node) -> str:
        """A letter, a name or a sign, and what it is applied to."""
        base = base_of(node)
        name = " ".join(plain_text(base).split()) if base.tag == "mi" and base.text not in FUNCTIONS else base.text
        if name == "∇" and self._goes_on():
            return self._gradient(node)
        if base.tag == "mi" and name in FUNCTIONS and self._is_named(name):
            return self._function(node, FUNCTIONS[name])
        if base.tag == "mo" and name in LARGE:
            return self._function(node, SIGNS[name])
        words = _word(node)
        is_applied = base.tag == "mi" and self._before("(") and self._is_applied(node, base.text)
        return f"{words} of {self._argument()}" if is_applied else words

    def _is_named(self, name: str) -> bool:
        """Whether a function of this name is meant, and no letter."""
        return len(name) > 1 or self._before("[") or (name in CALLED and self._before("("))

    def _is_applied(self, node: Node, name: str) -> bool:
        """Whether the bracket that follows holds an argument, and is no factor."""
        if any(item.text in ("∣", "∥") for item in self.items[self.at : self.closing()]):
            return True
        if name in MEASURED:
            first, second = (part.text for part in (*self.items[self.at + 1 : self.at + 3], DOTS, DOTS)[:2])
            return not (first.isdigit() and second in ("+", "−")) and _raised(node, base_of(node)) not in (
                "squared",
                "cubed",
            )
        return name in APPLIED or len(name) > 1

    def _goes_on(self) -> bool:
        """Whether something follows that can be an argument, and not one of very many."""
        return self.at < len(self.items) and self.applied < MAX_APPLIED

    def _next(self) -> str:
        """What follows, as an argument."""
        self.applied += 1
        words = self.unit()
        self.applied -= 1
        return words

    def _before(self, sign: str) -> bool:
        return self.at < len(self.items) and self.items[self.at].text == sign

    def closing(self) -> int | None:
        """Where the bracket is closed that stands here; None where it is none, or stays open."""
        return self.pairs.get(self.at)

    def inside(self) -> tuple[list[Node], Node]:
        """What the brackets here enclose, and the bracket that closes them; the reader goes on after it."""
        closing = self.closing()
        assert closing is not None
        inside, end = list(self.items[self.at + 1 : closing]), self.items[closing]
        self.at = closing + 1
        return inside, end

    def _enclosed(self) -> str:
        opening = self.items[self.at].text
        inside, end = self.inside()
        scripts = _members(end) if opening == "{" else _scripts(end)
        if len(inside) == 1 and (whole := _whole(inside[0], opening)):
            return f"{whole}, {scripts}" if scripts else whole
        words = _sequence(inside)
        if opening not in ENCLOSED:
            words = words.replace(" given ", " such that ") if opening == "{" else words
            return f"{BRACKETS[opening]} {words} {BRACKETS[OPENING[opening]]} {scripts}"
        before, after = ENCLOSED[opening]
        if opening == "‖" and end.tag in BELOW:
            before, scripts = _norm(end)
        long = len(inside) > 1 and not _is_short(inside)
        return f"{before} {words} {after if long else ''}{',' if scripts else ''} {scripts}"

    def _fraction(self, node: Node) -> str:
        above, below = (flat([part]) for part in node.children)
        if found := find_derivative(above, below):
            function = _sequence(found.of) or (self._next() if self._goes_on() else "it")
            return f"the {found.name} of {function} with respect to {_variables(found)}"
        words = f"{_sequence(above)} over {_sequence(below)}"
        is_simple = all(len(part) == 1 and part[0].tag not in ("mfrac", "mtable") for part in (above, below))
        return words if is_simple else f"fraction {words} end fraction"

    def _gradient(self, node: Node) -> str:
        power = _raised(node, base_of(node))
        variable = _below(node)
        of = f"{'nabla ' + power if power else 'the gradient'} of {self._next()}"
        return f"{of} with respect to {variable}" if variable else of

    def _function(self, node: Node, phrase: str) -> str:
        """A function or a large sign with what stands around it, and what it is applied to."""
        head = " ".join([phrase.removesuffix(" of"), _limits(node)])
        if not self._goes_on():
            return head
        return f"{head} of {self._argument() if phrase.endswith(' of') else ''}"

    def _argument(self) -> str:
        """What a function is applied to: brackets without being named where nobody could go wrong."""
        if not (self._before("(") or self._before("[")) or self.closing() is None:
            return self._next()
        start = self.at
        inside, end = self.inside()
        if not _is_short(inside):
            self.at = start
            return self._enclosed()
        scripts = _scripts(end)
        return f"{_sequence(inside)}, {scripts}" if scripts else _sequence(inside)


# --- parts ---------------------------------------------------------------------------------------------------------


def _is_short(items: Sequence[Node]) -> bool:
    """Whether no sign stands among elements but commas and the like, and no bracket that would have to be said."""
    signs = [base_of(item).text for item in items if base_of(item).tag in ("mo", "mfrac", "mtable")]
    if not any(sign in BRACKETS for sign in signs):
        return all(sign and sign in JOINING for sign in signs)
    return all(sign in JOINING or sign in BRACKETS for sign in signs) and "open " not in _sequence(items)


def _variables(found: Derivative) -> str:
    """What a derivative is taken by; how often is said where there are several."""
    if len(found.by) == 1:
        return _sequence(found.by[0][0])
    often = {"1": "", "2": " twice"}
    return " and ".join(_sequence(nodes) + often.get(count, f" {count} times") for nodes, count in found.by)


def _word(node: Node) -> str:
    """An element by itself, with its scripts."""
    match node.tag:
        case "mi":
            return letter_name(node.text)
        case "mo":
            return SIGNS.get(node.text) or BRACKETS.get(node.text) or node.text
        case "msqrt":
            words = _sequence(node.children)
            long = len(flat(node.children)) > 1
            return f"the square root of {words} {'end root' if long else ''}"
        case "mroot":
            return f"the root with index {_sequence(node.children[1:])} of {_sequence(node.children[:1])} end root"
        case "mover" | "munder" | "munderover" if node.get("accent") or node.get("accentunder"):
            return f"{_sequence(node.children[:1])} {accent_name(node.children[1])}"
    if node.tag in ABOVE or node.tag in BELOW:
        base = (
            plain_text(base_of(node))
            if node.tag in ABOVE and base_of(node).text in SETS
            else _sequence(node.children[:1])
        )
        return f"{base} {_scripts(node)}"
    return node.text.strip()


def _scripts(node: Node) -> str:
    """What stands below and above an element, said after it."""
    if node.tag in ("munder", "mover"):
        label = _sequence(node.children[1:])
        if any(leaf.text in ("⏟", "⏞") for leaf in leaves(node.children[0])):
            return label
        return f"with {label} {'below' if node.tag == 'munder' else 'above'}"
    below = _below(node)
    items = flat(node.children[1:2]) if below else []
    ends = " end sub" if len(items) > 1 and not _is_short(items) else ""
    return f"{f'sub {below}{ends} ' if below else ''}{_raised(node, base_of(node))}"


def _below(node: Node) -> str:
    part = node.children[BELOW[node.tag]] if node.tag in BELOW else Node(tag="mrow")
    # `a` sub `max` takes no maximum: the name is a mark.
    is_name = part.tag == "mi" and len(part.text) > 1 and part.text in FUNCTIONS
    return part.text if is_name else _sequence([part]).removeprefix("is ").replace(" : ", " to ")


def _raised(node: Node, base: Node) -> str:
    """What stands above an element, as a power or as what else it means."""
    items = flat([node.children[ABOVE[node.tag]]]) if node.tag in ABOVE else []
    key = "".join(leaf.text for item in items for leaf in leaves(item))
    if not items or (key in POWERS and not (base.tag == "mn" and key == "−1")):
        return POWERS[key] if items else ""
    if items[0].text == "(":
        inside, _ = (reader := _Reader(items)).inside()
        return f"superscript {_sequence(inside)} {' '.join(POWERS.get(item.text, '') for item in items[reader.at :])}"
    words = _sequence(items)
    is_plain = len(items) == 1 or (len(items) == 2 and items[0].text == "−")
    if base.text == "ℝ":
        words = words.replace(" times ", " by ")
    return f"to the {words}" if is_plain or base.text == "ℝ" else f"to the power {words} end power"


def _limits(node: Node) -> str:
    """What a function or a large sign ranges over."""
    below, name = _below(node), base_of(node).text
    if not below and node.tag not in ABOVE:
        return ""
    if node.tag not in ABOVE:
        if name == "lim":
            return f"as {below.replace(' to ', ' goes to ', 1)}"
        return f"base {below}" if name == "log" else f"over {below.replace(' is ', ' ')}"
    if name not in LARGE:
        return f"{f'over {below} ' if below else ''}{_raised(node, base_of(node))}"
    above = _sequence([node.children[ABOVE[node.tag]]])
    return f"from {below} to {above}" if below else f"up to {above}"


def _members(end: Node) -> str:
    """Which members a set in braces has, where a script says so."""
    below = _below(end)
    if end.tag != "msubsup" or " equals " not in below:
        return _scripts(end)
    return f"for {below.replace(' equals ', ' from ', 1)} to {_sequence([end.children[ABOVE[end.tag]]])}"


def _norm(end: Node) -> tuple[str, str]:
    """Which norm a script says, and what is left to be said after it."""
    index = _below(end)
    name = "the Frobenius norm of" if index == "F" else f"the {index}-norm of"
    return name, _raised(end, base_of(end))


# --- letters and tables --------------------------------------------------------------------------------------------


def _rows(node: Node) -> list[list[str]]:
    return [[_sequence(cell.children) for cell in row.children] for row in node.children]


def _whole(node: Node, bracket: str) -> str:
    """What brackets and the one element in them are together; nothing where they are two things."""
    if node.tag == "mtable":
        return _matrix(node, bracket)
    if node.tag == "mfrac" and node.get("linethickness"):
        return f"{_sequence(node.children[:1])} choose {_sequence(node.children[1:])}"
    return ""


def _matrix(node: Node, bracket: str) -> str:
    rows = _rows(node)
    if bracket == "|":
        return f"the determinant of {_matrix(node, '[')}"
    for kind, cells in (("column", [cell for row in rows for cell in row[:1]]), ("row", rows[0])):
        if len(cells) == sum(len(row) for row in rows):
            return f"{kind} vector {', '.join(cells)}, end vector"
    told = "; ".join(f"row {number}: {', '.join(cells)}" for number, cells in enumerate(rows, start=1))
    return f"{len(rows)} by {max(len(row) for row in rows)} matrix, {told}; end matrix"


def _cases(node: Node) -> str:
    told = "; ".join(f"case {number}: {', '.join(cells)}" for number, cells in enumerate(_rows(node), start=1))
    return f"{told}; end cases"


def _lines(node: Node) -> str:
    rows = [" ".join(cells) for cells in _rows(node)]
    if len(rows) == 1:
        return rows[0]
    return "; ".join(f"line {number}: {words}" for number, words in enumerate(rows, start=1))
