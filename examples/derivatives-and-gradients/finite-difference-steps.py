"""Measures how the error of finite differences falls and rises again as the step grows."""

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.inexact]

x = np.random.default_rng(0).uniform(0.5, 1.5, size=(400, 1))  # 400 points, their errors averaged
steps = 10.0 ** np.arange(-15, 0, 0.25)
exact = np.exp(x) * (np.sin(x) + np.cos(x))


def f(t: Array) -> Array:
    """A smooth function whose derivative is known."""
    return np.exp(t) * np.sin(t)


def error(estimate: Array) -> Array:
    """The relative error at each step, as the root of its mean square over the points."""
    return np.asarray(np.sqrt(np.mean(np.square(estimate / exact - 1.0), axis=0)))


x32, steps32 = x.astype(np.float32), steps.astype(np.float32)
errors = {
    "forward, float64": error((f(x + steps) - f(x)) / steps),
    "central, float64": error((f(x + steps) - f(x - steps)) / (2 * steps)),
    "central, float32": error((f(x32 + steps32) - f(x32 - steps32)) / (2 * steps32)),
    "complex step, float64": error(f(x + 1j * steps).imag / steps),
}
theory = [2.2e-16 ** (1 / 2), 2.2e-16 ** (1 / 3), 1.2e-7 ** (1 / 3), 1e-12]

figure, axes = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
for (name, values), style in zip(errors.items(), ["--", "-", ":", "-."], strict=True):
    axes.loglog(steps, values, style, label=name)
axes.set(xlabel="step h", ylabel="relative error", ylim=(1e-17, 10))
axes.legend(loc="lower right", fontsize="small")
figure.savefig("finite-difference-steps.svg")

print("method                 suggested step  error there")
for (name, values), step in zip(errors.items(), theory, strict=True):
    there = values[np.argmin(np.abs(np.log(steps / step)))]
    print(f"{name:21}  {step:>14.0e}  {there:>11.0e}")
