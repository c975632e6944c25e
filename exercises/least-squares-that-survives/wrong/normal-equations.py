"""Least squares for columns that may repeat each other."""

import numpy as np


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the shortest least-squares coefficients and the rank of x."""
    values, vectors = np.linalg.eigh(x.T @ x)
    keep = values > max(x.shape) * np.finfo(x.dtype).eps * values[-1]
    coefficients = vectors[:, keep] @ (vectors[:, keep].T @ (x.T @ y) / values[keep])
    return coefficients, int(keep.sum())
