"""Principal components with NumPy alone."""

import numpy as np


def pca(train: np.ndarray, new: np.ndarray, k: int) -> tuple[np.ndarray, float]:
    """Fit k principal components on train and apply them to new.

    train has shape (n, d), new has shape (m, d), and k is at most min(n, d).
    Return the scores of the new rows, shape (m, k), and the share of train's variance that is kept.
    """
    raise NotImplementedError
