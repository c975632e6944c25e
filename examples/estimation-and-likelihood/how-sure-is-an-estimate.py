"""Lifetimes of which most have not ended, and how far an estimate may be off."""

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
rng = np.random.default_rng(0)
MEAN, WINDOW, N = 300.0, 90.0, 200  # true mean and observation in days; customers

lifetimes = rng.exponential(MEAN, size=(20_000, N))  # 20,000 studies
seen, ended = np.minimum(lifetimes, WINDOW), lifetimes <= WINDOW
left, days = ended.sum(axis=1), seen.sum(axis=1)
only_ended = np.where(ended, seen, 0).sum(axis=1) / left
print(f"of {N} customers {left.mean():.0f} left within {WINDOW:.0f} days")
print(f"true mean lifetime {MEAN:.0f} days; average of the estimates:")
print(f"  those who left                {only_ended.mean():4.0f}")
print(f"  all, as if they left today    {(days / N).mean():4.0f}")
print(f"  likelihood, days / endings    {(days / left).mean():4.0f}")


def log_likelihood(rate: Array, endings: float, total: float) -> Array:
    """Of exponential lifetimes: an ending adds log(rate), each day -rate."""
    return endings * np.log(rate) - rate * total


rates, h = left / days, 1e-5
around = log_likelihood(rates[0] + np.array([-h, 0, h]), left[0], days[0])
curvature = -(around[0] - 2 * around[1] + around[2]) / h**2
fisher = N * (1 - np.exp(-WINDOW / MEAN)) * MEAN**2
print("standard error of the leaving rate, per 1,000 days")
print(f"  20,000 studies                {1000 * rates.std():.3f}")
print(f"  Fisher information            {1000 / np.sqrt(fisher):.3f}")
print(f"  curvature in the first study  {1000 / np.sqrt(curvature):.3f}")

counts = rng.negative_binomial(2, 2 / 7, size=(20_000, 100))  # variance 17.5
means = counts.mean(axis=1)
assert means.shape == (20_000,)  # one for each sample, not for each place in it
poisson, sandwich = np.sqrt(means / 100).mean(), counts.std(axis=1).mean() / 10
print("mean of 100 counts whose variance is 3.5 times their mean")
print(f"  real standard error {means.std():.2f}; ", end="")
print(f"by the Poisson model {poisson:.2f}, by the sandwich {sandwich:.2f}")

figure, axes = plt.subplots(figsize=(6.4, 3.0), layout="constrained")
grid = np.linspace(0.0008, 0.0125, 400)
study = (ended[1], seen[1])
for size, style in ((20, "--"), (N, "-")):
    total, endings = study[1][:size].sum(), study[0][:size].sum()
    top = log_likelihood(endings / total, endings, total)
    curve = log_likelihood(grid, endings, total) - top
    name = f"{size} customers, {endings} left"
    axes.plot(1000 * grid, curve, style, color="#0072b2", label=name)
axes.axhline(-1.92, color="#777777", lw=0.8)
axes.axvline(1000 / MEAN, color="#d55e00", ls=":", label="true rate")
axes.set(xlabel="leaving rate per 1,000 days", ylim=(-6, 0.3))
axes.set_ylabel("log-likelihood below its top")
axes.legend()
figure.savefig("how-sure-is-an-estimate.svg")
