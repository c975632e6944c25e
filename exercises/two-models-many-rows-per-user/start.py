"""The difference of two models on rows that come in groups."""

import numpy as np


def compare(old: np.ndarray, new: np.ndarray, user: np.ndarray) -> tuple[float, float, float]:
    """Compare two models on the same rows, several of which belong to one user.

    old and new hold booleans, shape (n,): was the row answered correctly? user holds whole numbers, shape (n,).
    Return the difference of the accuracies, new minus old, and the ends of its 95 % interval.
    """
    raise NotImplementedError
