"""Which derivative a fraction is: of which order, of what, and by what it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.formulas.rows import ABOVE, flat, plain_text
from macros.formulas.tree import Node, leaves

KINDS = {"∂": "partial derivative", "d": "derivative"}
ORDERS = {"1": "", "2": "second ", "3": "third ", "4": "fourth "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivative:
    """Its name; what it is of, as far as the fraction says; each thing it is taken by, and how often."""

    name: str
    of: Sequence[Node]
    by: Sequence[tuple[Sequence[Node], str]]


def find_derivative(above: Sequence[Node], below: Sequence[Node]) -> Derivative | None:
    """The derivative that a fraction is; None where it is none."""
    sign, order = _split(above[0]) if above else (Node(tag="mo"), "")
    kind = KINDS.get(plain_text(sign))
    steps = _steps(below, plain_text(sign)) if kind else []
    by = [_counted(step, order) for step in steps]
    if not kind or not _adds_up([count for _, count in by], order):
        return None
    name = f"{ORDERS[order]}{kind}" if order in ORDERS else f"{kind} of order {order}"
    return Derivative(name=name, of=above[1:], by=by)


def _split(node: Node) -> tuple[Node, str]:
    """An element without what is raised beside it, and that; 1 where nothing is."""
    if node.tag not in ("msup", "msubsup"):
        return node, "1"
    power = "".join(leaf.text for item in flat([node.children[ABOVE[node.tag]]]) for leaf in leaves(item))
    rest = node.children[0] if node.tag == "msup" else Node(tag="msub", children=node.children[:2])
    return rest, power


def _steps(below: Sequence[Node], sign: str) -> list[list[Node]]:
    """What follows each of the signs; nothing where one is missing, or stands elsewhere too."""
    steps: list[list[Node]] = []
    for node in below:
        if plain_text(node) == sign:
            steps.append([])
        elif not steps:
            return []
        else:
            steps[-1].append(node)
    signs = sum(plain_text(leaf) == sign for node in below for leaf in leaves(node))
    return steps if all(steps) and signs == len(steps) else []


def _counted(step: Sequence[Node], order: str) -> tuple[Sequence[Node], str]:
    """What a derivative is taken by, and how often; what is raised and does not count stays with it."""
    last, power = _split(step[-1])
    return ([*step[:-1], last], power) if power.isdigit() or power == order else (step, "1")


def _adds_up(counts: Sequence[str], order: str) -> bool:
    """Whether it is taken as often below as it says above."""
    if order.isdigit() and all(count.isdigit() for count in counts):
        return bool(counts) and sum(map(int, counts)) == int(order)
    return list(counts) == [order]
