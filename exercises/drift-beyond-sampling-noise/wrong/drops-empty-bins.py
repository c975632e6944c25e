"""A drift figure that knows how many rows it was made of."""

import numpy as np


def drift(reference: np.ndarray, current: np.ndarray) -> tuple[float, float]:
    """Compare two histograms over the same bins."""
    k, n, m = len(reference), reference.sum(), current.sum()
    both = (reference > 0) & (current > 0)
    u, v = reference[both] / n, current[both] / m
    psi = ((u - v) * np.log(u / v)).sum()
    noise = (k - 1) * (1 / n + 1 / m)
    return float(psi), float(psi / noise)
