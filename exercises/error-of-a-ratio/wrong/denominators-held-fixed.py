"""The error of a ratio of sums."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def ratio_and_error(numerators: Array, denominators: Array) -> tuple[float, float]:
    """Return the ratio of the sums and its standard error.

    Both arrays have the shape (n,), one entry for each user.
    """
    ratio = numerators.sum() / denominators.sum()
    error = numerators.std(ddof=1) / np.sqrt(len(numerators)) / denominators.mean()
    return float(ratio), float(error)
