"""Principal components with NumPy alone."""

import numpy as np


def pca(train: np.ndarray, new: np.ndarray, k: int) -> tuple[np.ndarray, float]:
    """Fit k principal components on train and apply them to new."""
    mean = train.mean(axis=0)
    _, s, vt = np.linalg.svd(train - mean, full_matrices=False)
    components = vt[:k]
    largest = np.abs(components).argmax(axis=1)
    signs = np.sign(components[np.arange(k), largest])
    components = components * signs[:, None]
    kept = s[:k].sum() / s.sum()
    return (new - mean) @ components.T, float(kept)
