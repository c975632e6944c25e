"""Counts the steps of gradient descent, plain and with momentum, in bowls of growing unevenness."""

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_breast_cancer

Array = NDArray[np.float64]


def descend(curvature: Array, start: Array, rate: float, keep: float, steps: int) -> Array:
    """The path on half the sum of curvature * x**2; `keep` is the share of the last step kept."""
    path, move = [start], np.zeros_like(start)
    for _ in range(steps):
        move = keep * move - rate * curvature * path[-1]
        path.append(path[-1] + move)
    return np.array(path)


bowl, start = np.array([1.0, 100.0]), np.array([1.0, 1.0])
for rate in (0.0199, 0.0201):
    steep = descend(bowl, start, rate, 0.0, 500)[-1, 1]
    print(
        f"steepest curvature 100, rate {rate}: after 500 steps the steep coordinate is {steep:.1e}"
    )

print("condition number  steps, plain  predicted  steps, momentum")
for kappa in (10.0, 100.0, 1000.0):
    curvature, root = np.array([1.0, kappa]), np.sqrt(kappa)
    plain = descend(curvature, start, 2 / (1 + kappa), 0.0, 8_000)
    keep = ((root - 1) / (root + 1)) ** 2
    heavy = descend(curvature, start, 4 / (1 + root) ** 2, keep, 8_000)
    counts = [int(np.argmax(np.linalg.norm(p, axis=1) < 1e-6 * np.sqrt(2))) for p in (plain, heavy)]
    predicted = np.ceil(np.log(1e-6) / np.log((kappa - 1) / (kappa + 1)))
    print(f"{kappa:16.0f}  {counts[0]:12}  {predicted:9.0f}  {counts[1]:15}")

X = load_breast_cancer().data  # 569 rows, 30 measurements
for name, table in {"raw": X, "standardised": (X - X.mean(axis=0)) / X.std(axis=0)}.items():
    with_intercept = np.column_stack([np.ones(len(X)), table])
    kappa = np.linalg.cond(with_intercept) ** 2  # of the curvature of logistic loss at w = 0
    print(f"breast-cancer table, {name}: condition number about 1e{np.log10(kappa):.0f}")

figure, axes = plt.subplots(figsize=(6.4, 3.0), layout="constrained")
bowl, start = np.array([1.0, 20.0]), np.array([-10.0, 1.5])
u, v = np.meshgrid(np.linspace(-11, 3, 200), np.linspace(-2.4, 2.4, 120))
axes.contour(u, v, (bowl[0] * u**2 + bowl[1] * v**2) / 2, levels=10, colors="grey", linewidths=0.5)
for name, rate, keep, style in [("plain", 0.095, 0.0, "o-"), ("momentum 0.5", 0.095, 0.5, "s--")]:
    path = descend(bowl, start, rate, keep, 25)
    axes.plot(path[:, 0], path[:, 1], style, markersize=3, label=f"{name}, 25 steps")
axes.set(xlabel="direction of curvature 1", ylabel="curvature 20")
axes.legend(loc="upper right", fontsize="small")
figure.savefig("steps-in-a-ravine.svg")
