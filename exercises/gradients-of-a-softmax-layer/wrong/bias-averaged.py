"""Gradients of a softmax layer."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def loss_and_gradients(X: Array, W: Array, b: Array, y: NDArray[np.int64]) -> tuple[float, Array, Array]:
    """Return the mean cross-entropy and its gradients with respect to W and b.

    X has the shape (n, d), W (d, k), b (k,), y (n,); the gradients have the shapes of W and b.
    """
    n = len(X)
    Z = X @ W + b
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    loss = float(-np.log(P[np.arange(n), y]).mean())
    G = P.copy()
    G[np.arange(n), y] -= 1.0
    G /= n
    return loss, X.T @ G, G.mean(axis=0)
