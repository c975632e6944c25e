"""All squared distances between two tables, in little memory."""

import numpy as np


def squared_distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the squared Euclidean distance between each row of a and each row of b."""
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=-1)
