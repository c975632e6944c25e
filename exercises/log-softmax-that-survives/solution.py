"""A log-softmax that survives."""

import numpy as np
from numpy.typing import NDArray


def log_softmax(scores: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the logarithm of the softmax of each row.

    The scores have the shape (n, k) and are float32 or float64; the result has the same of both.
    An entry of minus infinity is masked.
    """
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
