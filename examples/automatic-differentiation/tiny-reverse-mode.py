"""Differentiates a small network with a reverse mode of thirty lines, and counts what it costs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Pull = Callable[[Array], Array]  # takes the gradient of a result to that of one of its inputs
tape: list[Node] = []
operations: list[int] = []  # multiplications and additions of each matrix product


def dot(a: Array, b: Array) -> Array:
    """The product of two matrices, with its operations noted."""
    operations.append(2 * a.shape[0] * a.shape[1] * b.shape[1])
    return np.asarray(a @ b)


class Node:
    """A value on the tape, with its inputs and the rule that leads back to each."""

    def __init__(self, value: Array, *inputs: tuple[Node, Pull]) -> None:
        self.value, self.inputs, self.grad = value, inputs, np.zeros_like(value)
        tape.append(self)

    def __matmul__(self, other: Node) -> Node:
        a, b = self.value, other.value
        return Node(dot(a, b), (self, lambda g: dot(g, b.T)), (other, lambda g: dot(a.T, g)))

    def tanh(self) -> Node:
        """Its derivative needs only its own value."""
        y = np.tanh(self.value)
        return Node(y, (self, lambda g: g * (1 - y * y)))

    def mean_square(self) -> Node:
        """The loss: one number."""
        y = self.value
        return Node(np.asarray(np.mean(y * y)), (self, lambda g: g * 2 * y / y.size))


def backward(loss: Node) -> None:
    """Give every node of the tape the gradient of the loss."""
    loss.grad = np.ones_like(loss.value)
    for node in reversed(tape):
        for source, pull in node.inputs:
            source.grad = source.grad + pull(node.grad)  # a sum: a node may be used many times


random = np.random.default_rng(0)
X, W, V = (random.normal(size=shape) for shape in [(64, 20), (20, 20), (20, 5)])
x, w, v = Node(X), Node(W), Node(V)
loss = (((x @ w).tanh() @ w).tanh() @ v).mean_square()  # w is used twice
forward = sum(operations)
backward(loss)
total = sum(operations)


def plain(W: Array) -> float:
    """The same loss without a tape."""
    return float(np.mean((np.tanh(np.tanh(X @ W) @ W) @ V) ** 2))


D, h = random.normal(size=W.shape), 6e-6
slope = (plain(W + h * D) - plain(W - h * D)) / (2 * h)
found = float(np.sum(w.grad * D))
assert abs(slope / found - 1) < 1e-7
print(f"loss {loss.value:.4f}, {len(tape)} entries on the tape")
print(f"slope along a random direction: differences {slope:.6f}, tape {found:.6f}")
print(f"operations in matrix products: forward {forward:,}, with backward {total:,}")
print(f"all {W.size + V.size} derivatives by weights for {total / forward:.1f} times the loss")
