"""The difference of two models on rows that come in groups."""

import numpy as np


def squared_error(right: np.ndarray, user: np.ndarray) -> float:
    """Return the variance of an accuracy on grouped rows."""
    _, index = np.unique(user, return_inverse=True)
    sums = np.bincount(index, weights=right - right.mean())
    groups = len(sums)
    return float(groups / (groups - 1) * (sums**2).sum() / len(right) ** 2)


def compare(old: np.ndarray, new: np.ndarray, user: np.ndarray) -> tuple[float, float, float]:
    """Compare two models on the same rows, several of which belong to one user."""
    gain = new.mean() - old.mean()
    error = np.sqrt(squared_error(old, user) + squared_error(new, user))
    return float(gain), float(gain - 1.96 * error), float(gain + 1.96 * error)
