"""The slowest of many calls."""

import numpy as np
from numpy.typing import NDArray


def page_quantile(counts: NDArray[np.int64], edges: NDArray[np.float64], calls: int, share: float) -> float:
    """Return the edge within which all calls of a page finish, for the given share of pages.

    counts has the shape (servers, buckets), edges the shape (buckets,).
    """
    raise NotImplementedError
