"""Adds the same million float32 numbers in four ways, and in eight orders."""

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
random = np.random.default_rng(0)
x = random.uniform(size=1_000_000).astype(np.float32)
exact = np.cumsum(x, dtype=np.float64)  # far more digits than needed here


def kahan(values: Array) -> Array:
    """Running sums; what each addition loses is carried into the next one."""
    total, lost, sums = np.float32(0), np.float32(0), np.empty_like(values)
    for i, value in enumerate(values):
        y = value - lost
        new = total + y
        lost = (new - total) - y
        sums[i] = total = new
    return sums


counts = (10 ** np.arange(1, 6.01, 0.1)).astype(int)
sums = {
    "one after the other": np.cumsum(x)[counts - 1],  # cumsum cannot do otherwise
    "in pairs (numpy.sum)": np.array([x[:n].sum() for n in counts]),
    "with correction (Kahan)": kahan(x)[counts - 1],
}
true = exact[counts - 1]
errors = {name: np.abs(s - true) / true for name, s in sums.items()}
print("relative error of a sum of a million numbers in float32")
for name, error in errors.items():
    print(f"{name:24} {error[-1]:.0e}")

columns = np.stack([x, x, x, x], axis=1)  # the same numbers, now four columns
down = columns.sum(axis=0)[0]
print(f"numpy.sum down a column  {abs(down - exact[-1]) / exact[-1]:.0e}")

shuffled = {float(np.cumsum(random.permutation(x))[-1]) for _ in range(8)}
print(f"eight random orders: {len(shuffled)} results, {max(shuffled) - min(shuffled):.2f} apart")
print(f"2**24 + 1 = {np.float32(2**24) + np.float32(1):.0f}")

figure, axes = plt.subplots(figsize=(6.4, 3.4), layout="constrained")
for (name, error), style in zip(errors.items(), ["-", "--", ":"], strict=True):
    axes.loglog(counts, np.maximum(error, 1e-9), style, label=name)
axes.set(xlabel="how many numbers are added", ylabel="relative error, float32")
axes.legend(fontsize="small")
figure.savefig("order-of-a-sum.svg")
