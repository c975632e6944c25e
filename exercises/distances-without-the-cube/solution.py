"""All squared distances between two tables, in little memory."""

import numpy as np


def squared_distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the squared Euclidean distance between each row of a and each row of b."""
    centre = b.mean(axis=0)
    a, b = a - centre, b - centre
    squared = (a**2).sum(axis=1, keepdims=True) + (b**2).sum(axis=1) - 2 * a @ b.T
    return np.maximum(squared, 0.0)
