"""A drift figure that knows how many rows it was made of."""

import numpy as np


def drift(reference: np.ndarray, current: np.ndarray) -> tuple[float, float]:
    """Compare two histograms over the same bins."""
    k, n, m = len(reference), reference.sum(), current.sum()
    u = (reference + 0.5) / (n + 0.5 * k)
    v = (current + 0.5) / (m + 0.5 * k)
    psi = ((u - v) * np.log(u / v)).sum()
    noise = (k - 1) * (1 / n + 1 / m)
    return float(psi), float(psi / noise)
