"""A leaving rate from subscriptions of which many go on."""

import numpy as np


def leaving_rate(entered: np.ndarray, last: np.ndarray, ended: np.ndarray) -> tuple[float, float, float]:
    """Estimate the rate of exponential lifetimes that were observed in part."""
    endings = ended.sum()
    rate = endings / (last - entered).sum()
    error = rate / np.sqrt(endings)
    return float(rate), float(rate - 1.96 * error), float(rate + 1.96 * error)
