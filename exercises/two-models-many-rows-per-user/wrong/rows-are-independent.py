"""The difference of two models on rows that come in groups."""

import numpy as np


def compare(old: np.ndarray, new: np.ndarray, user: np.ndarray) -> tuple[float, float, float]:
    """Compare two models on the same rows, several of which belong to one user."""
    change = new.astype(float) - old.astype(float)
    gain = change.mean()
    error = change.std(ddof=1) / np.sqrt(len(change))
    return float(gain), float(gain - 1.96 * error), float(gain + 1.96 * error)
