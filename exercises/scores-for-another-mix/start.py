"""Scores for another mix of classes."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def reweigh(scores: Array, trained: Array, live: Array) -> Array:
    """Return the scores, of shape (n, k), as the class shares `live` demand.

    They were stated for the shares `trained`; both have the shape (k,).
    """
    raise NotImplementedError
