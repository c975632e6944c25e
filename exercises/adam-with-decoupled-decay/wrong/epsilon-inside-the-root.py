"""Adam with decoupled weight decay."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def adamw(
    gradient: Callable[[Array], Array],
    theta: Array,
    steps: int,
    rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
    decay: float = 0.0,
) -> Array:
    """Return the parameters, of the shape (d,) of theta, after `steps` steps of AdamW."""
    theta = theta.copy()
    mean, square = np.zeros_like(theta), np.zeros_like(theta)
    for t in range(1, steps + 1):
        g = gradient(theta)
        mean = beta1 * mean + (1 - beta1) * g
        square = beta2 * square + (1 - beta2) * g * g
        direction = (mean / (1 - beta1**t)) / np.sqrt(square / (1 - beta2**t) + epsilon)
        theta = theta - rate * direction - rate * decay * theta
    return theta
