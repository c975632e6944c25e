"""The difference of two models on rows that come in groups."""

import numpy as np


def compare(old: np.ndarray, new: np.ndarray, user: np.ndarray) -> tuple[float, float, float]:
    """Compare two models on the same rows, several of which belong to one user."""
    change = new.astype(float) - old.astype(float)  # -1, 0 or 1 for each row
    gain = change.mean()
    _, index = np.unique(user, return_inverse=True)
    sums = np.bincount(index, weights=change)
    groups = len(sums)
    error = np.sqrt(groups / (groups - 1) * (sums**2).sum()) / len(change)
    return float(gain), float(gain - 1.96 * error), float(gain + 1.96 * error)
