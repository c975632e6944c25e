"""Least squares for columns that may repeat each other."""

import numpy as np


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the shortest least-squares coefficients and the rank of x."""
    s = np.linalg.svd(x, compute_uv=False)
    rank = int((s > max(x.shape) * np.finfo(x.dtype).eps * s[0]).sum())
    kept: list[int] = []
    for j in range(x.shape[1]):
        if np.linalg.matrix_rank(x[:, [*kept, j]]) > len(kept):
            kept.append(j)
    coefficients = np.zeros(x.shape[1])
    coefficients[kept] = np.linalg.lstsq(x[:, kept], y, rcond=None)[0]
    return coefficients, rank
