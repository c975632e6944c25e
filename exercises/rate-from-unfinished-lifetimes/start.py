"""A leaving rate from subscriptions of which many go on."""

import numpy as np


def leaving_rate(entered: np.ndarray, last: np.ndarray, ended: np.ndarray) -> tuple[float, float, float]:
    """Estimate the rate of exponential lifetimes that were observed in part.

    All have shape (n,): the age in days at which observation began, the age at which it stopped, and whether the
    subscription ended then. Return the rate per day and the lower and upper end of its 95 % interval.
    """
    raise NotImplementedError
