"""Measures the floor of stochastic gradients, Adam's first steps, and two ways to decay weights."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
random = np.random.default_rng(0)

print("rate   batch  excess loss  predicted")  # of x**2 / 2 with gradient noise of variance 1
for rate, rows in [(0.1, 1), (0.05, 1), (0.1, 2), (0.1, 8)]:
    x = np.zeros(20_000)  # 20,000 independent runs
    for _ in range(150):
        x -= rate * (x + random.normal(size=x.size) / np.sqrt(rows))
    predicted = rate / rows / (2 * (2 - rate))
    print(f"{rate:4.2f}  {rows:6}  {np.mean(x**2) / 2:11.4f}  {predicted:9.4f}")


def adam(gradients: Array, start: float, l2: float = 0.0, decay: float = 0.0) -> Array:
    """The paths of many weights under Adam, with the penalty in the gradient or outside of it."""
    rate, beta1, beta2, epsilon = 0.001, 0.9, 0.999, 1e-8
    theta = np.full(gradients.shape[1], start)
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    path = [theta]
    for t, noise in enumerate(gradients, 1):
        g = noise + l2 * theta
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        direction = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
        theta = theta - rate * direction - rate * decay * theta
        path.append(theta)
    return np.array(path)


scales = np.array([1e-4, 1.0, 1e4, 1e-8])
first = -adam(np.outer(np.ones(1), scales), 0.0)[1] / 0.001
for scale, step in zip(scales, first, strict=True):
    print(f"gradient {scale:.0e}: first step of Adam = {step:.2f} times the rate")

for size in (10.0, 100.0):
    noise = size * random.normal(size=(2000, 400))
    coupled, apart = adam(noise, 1.0, l2=1.0)[-1].mean(), adam(noise, 1.0, decay=1.0)[-1].mean()
    print(f"gradient noise {size:3.0f}: weight 1 becomes {coupled:.2f} by L2, {apart:.2f} by decay")
