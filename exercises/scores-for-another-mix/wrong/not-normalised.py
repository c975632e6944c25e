"""Scores for another mix of classes."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def reweigh(scores: Array, trained: Array, live: Array) -> Array:
    """Return the scores, of shape (n, k), corrected for the class shares `live` instead of `trained`, both (k,)."""
    return scores * live / trained
