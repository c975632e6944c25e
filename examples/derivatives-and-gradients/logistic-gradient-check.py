"""Checks a hand-written gradient of the logistic loss, and three wrong ones, by differences."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_breast_cancer

Vector = NDArray[np.float64]

X, y = load_breast_cancer(return_X_y=True)  # 569 tumours, 30 measurements; y is 1 for benign
X = (X - X.mean(axis=0)) / X.std(axis=0)
n, d = X.shape
penalty = 0.1


def loss(w: Vector) -> float:
    """The mean logistic loss of weights w, with a penalty."""
    z = X @ w
    return float(np.mean(np.logaddexp(0.0, z) - y * z) + penalty / 2 * w @ w)


def gradient(w: Vector) -> Vector:
    """Its gradient, as derived by hand."""
    p = 1.0 / (1.0 + np.exp(-X @ w))
    return np.asarray(X.T @ (p - y) / n + penalty * w)


def central(f: Callable[[Vector], float], w: Vector, h: float = 6e-6) -> Vector:
    """The gradient of any function, two evaluations for each number."""
    steps = h * np.eye(len(w))
    return np.array([(f(w + step) - f(w - step)) / (2 * h) for step in steps])


def difference(a: Vector, b: Vector) -> float:
    """0 for equal vectors, 1 where one of them is zero or far larger."""
    return float(np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b)))


w = np.random.default_rng(0).normal(size=d) / np.sqrt(d)
numeric = central(loss, w)
assert difference(gradient(w), numeric) < 1e-8

candidates = {
    "as derived": gradient(w),
    "sum instead of mean": gradient(w) * n,
    "without the penalty": gradient(w) - penalty * w,
    "one column's sign": gradient(w) * np.where(np.arange(d) == 7, -1.0, 1.0),
}
print(f"loss {loss(w):.4f} at a random w of {d} numbers, {2 * d} evaluations for the check")
print(f"{'gradient':22}relative difference    loss after a small step")
for name, candidate in candidates.items():
    error = difference(candidate, numeric)
    shown = f"{error:.4f}" if error > 1e-8 else "below 1e-8"
    change = loss(w - 0.001 * candidate) - loss(w)
    print(f"{name:22}{shown:>19}    {change:+.1e}")
