"""Least squares for columns that may repeat each other."""

import numpy as np


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the shortest least-squares coefficients and the rank of x."""
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    threshold = max(x.shape) * np.finfo(x.dtype).eps * s[0]
    rank = int((s > threshold).sum())
    coefficients = vt[:rank].T @ ((u[:, :rank].T @ y) / s[:rank])
    return coefficients, rank
