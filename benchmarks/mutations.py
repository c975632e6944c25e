"""Whether the tests of examples find mistakes: small ones are planted in the examples, one at a time, and each is run.

Run as: .venv/bin/python -m benchmarks.mutations [--count 20] [--seed 0] [--json]
A mistake is a sign, an axis, an off-by-one, two operands or arguments that changed places, another comparison, or a
mean in a sum's place. It counts as caught when the run fails or gives something else than what stands beside it.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from macros.examples import Example
from macros.handbook import read_handbook
from macros.recording import AT_ONCE, differing, run_example

ROOT = Path(__file__).resolve().parent.parent

Change = Callable[[Any], None]
"""Plants a mistake in a node, which it changes in place."""

PAIRS: dict[str, str] = {
    "mean": "sum", "sum": "mean", "min": "max", "max": "min", "argmin": "argmax", "argmax": "argmin", "exp": "expm1",
    "log": "log1p", "sin": "cos", "cos": "sin", "var": "std", "std": "var",
}  # fmt: skip
"""Functions that are easily taken for each other."""

SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip
DRAWING = ("figure", "plt.", "axes.set", "axes.legend", "axes.ax", "axis.set", "axis.annotate")
"""How the lines begin that lay a figure out."""

SWAP = "swapped operands"
SWAPPED = (ast.Sub, ast.Div, ast.MatMult, ast.Pow)
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.GtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One planted mistake: in which example, at which line, of which kind; and the code with it."""

    example: Example
    line: int
    kind: str
    text: str


def mutations(example: Example) -> Iterator[Mutation]:
    """Every mistake that can be planted in the part of an example that computes."""
    tree = ast.parse(example.text)
    blind = {id(difference) for difference in _blind(tree)}
    for number, node in enumerate(ast.walk(tree)):
        for kind, change in _changes(node):
            if kind == SWAP and id(node) in blind:
                continue
            mutant = copy.deepcopy(tree)
            change(next(other for index, other in enumerate(ast.walk(mutant)) if index == number))
            line = getattr(node, "lineno", 0)
            if not _draws(example.text.split("\n")[line - 1]):
                yield Mutation(example=example, line=line, kind=kind, text=ast.unparse(mutant) + "\n")


def _blind(tree: ast.AST) -> Iterator[ast.AST]:
    """Differences of which only the size is taken: which of the two comes first makes no mistake."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="abs") | ast.Attribute(attr="abs" | "norm"), args=[ast.BinOp(op=ast.Sub()), *_]
            ):
                yield node.args[0]
            case ast.BinOp(op=ast.Pow(), left=ast.BinOp(op=ast.Sub()), right=ast.Constant(value=2)):
                yield node.left


def _draws(line: str) -> bool:
    """Whether a line lays a figure out: what is wrong there is seen, not computed."""
    return line.lstrip().startswith(DRAWING)


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """The kinds of mistakes that fit a node."""
    match node:
        case ast.BinOp():
            yield from _in_operation(node)
        case ast.UnaryOp(op=ast.USub()):
            yield "a sign left out", _left_out
        case ast.keyword(arg="axis", value=ast.Constant(value=0 | 1)):
            yield "another axis", _other_axis
        case ast.Subscript(slice=ast.Constant(value=int())) | ast.Subscript(slice=ast.Slice()):
            yield "off by one", _off_by_one
        case ast.Call(func=ast.Name(id="range")):
            yield "off by one", _longer
        case ast.Compare(ops=[operator]) if type(operator) in COMPARED:
            yield "another comparison", _compared_otherwise
        case ast.Call(func=ast.Attribute(attr=name)) if name in PAIRS:
            yield "another function", _taken_for_another


def _in_operation(node: ast.BinOp) -> Iterator[tuple[str, Change]]:
    if type(node.op) in SIGNS and not isinstance(node.left, ast.List):
        yield "a sign", _other_sign
    if isinstance(node.op, SWAPPED):
        yield SWAP, _swapped


def _other_sign(node: ast.BinOp) -> None:
    node.op = SIGNS[type(node.op)]()


def _swapped(node: ast.BinOp) -> None:
    node.left, node.right = node.right, node.left


def _left_out(node: ast.UnaryOp) -> None:
    node.op = ast.UAdd()


def _other_axis(node: ast.keyword) -> None:
    assert isinstance(node.value, ast.Constant)
    assert isinstance(node.value.value, int)
    node.value = ast.Constant(1 - node.value.value)


def _off_by_one(node: ast.Subscript) -> None:
    """`a[0]` -> `a[1]`, `a[:n]` -> `a[: n - 1]`, `a[:]` -> `a[1:]`."""
    part = node.slice
    if isinstance(part, ast.Constant):
        node.slice = ast.Constant(int(part.value) + 1)  # type: ignore[arg-type]  # matched as a whole number
    elif isinstance(part, ast.Slice) and part.upper is not None:
        part.upper = ast.BinOp(part.upper, ast.Sub(), ast.Constant(1))
    elif isinstance(part, ast.Slice):
        part.lower = ast.BinOp(part.lower or ast.Constant(0), ast.Add(), ast.Constant(1))


def _longer(node: ast.Call) -> None:
    end = min(1, len(node.args) - 1)
    node.args[end] = ast.BinOp(node.args[end], ast.Add(), ast.Constant(1))


def _compared_otherwise(node: ast.Compare) -> None:
    node.ops = [COMPARED[type(node.ops[0])]()]


def _taken_for_another(node: ast.Call) -> None:
    assert isinstance(node.func, ast.Attribute)
    node.func.attr = PAIRS[node.func.attr]


def choose(examples: Sequence[Example], count: int, seed: int) -> list[Mutation]:
    """So many mistakes, spread over the examples and over the kinds as far as they go."""
    rng = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    waiting = {example.id: rng.sample(found, len(found)) for example in examples if (found := [*mutations(example)])}
    chosen: list[Mutation] = []
    while len(chosen) < count and any(waiting.values()):
        for name in sorted(waiting):
            if waiting[name] and len(chosen) < count:
                kinds = [mutation.kind for mutation in chosen]
                chosen.append(min(waiting[name], key=lambda mutation: kinds.count(mutation.kind)))
                waiting[name].remove(chosen[-1])
    return chosen


def caught(mutation: Mutation) -> bool:
    """Whether the tests of examples would fail."""
    outcome = run_example(replace(mutation.example, text=mutation.text))
    return bool(outcome.diagnostics or list(differing(outcome)))


def main() -> None:
    """Print what was planted where, whether it was caught, and the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chosen = choose(list(read_handbook(ROOT).examples.values()), options.count, options.seed)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(caught, chosen))
    for mutation, was in zip(chosen, found, strict=True):
        if not options.json:
            print(f"{'caught' if was else 'MISSED'}  {mutation.example.name}:{mutation.line}: {mutation.kind}")
    figures = {"planted": len(found), "caught": sum(found), "seed": options.seed}
    print(json.dumps(figures) if options.json else f"{figures['caught']} of {figures['planted']} caught")


if __name__ == "__main__":
    main()
