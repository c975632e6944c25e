"""How often a 95 % interval catches the truth, in three hard cases."""

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

Array = NDArray[np.float64]
rng = np.random.default_rng(0)
Z = 1.96


def wald(k: Array, n: int) -> tuple[Array, Array]:
    p = k / n
    half = Z * np.sqrt(p * (1 - p) / n)
    return p - half, p + half


def wilson(k: Array, n: int) -> tuple[Array, Array]:
    centre = (k + Z**2 / 2) / (n + Z**2)
    half = Z / (n + Z**2) * np.sqrt(k * (n - k) / n + Z**2 / 4)
    return centre - half, centre + half


n, grid = 50, np.linspace(0.005, 0.5, 500)
k = np.arange(n + 1.0)
for end in wilson(k, n):  # the ends solve a quadratic equation
    assert np.allclose((k / n - end) ** 2, Z**2 * end * (1 - end) / n)
cover = {}
for name, interval in (("Wald", wald), ("Wilson", wilson)):
    low, high = interval(k, n)
    caught = (low <= grid[:, None]) & (grid[:, None] <= high)
    cover[name] = (binom.pmf(k, n, grid[:, None]) * caught).sum(axis=1)  # exact
    at = np.interp([0.02, 0.1, 0.3], grid, cover[name])
    print(f"{name:6} 0 of 50 gives ({low[0]:.3f}, {high[0]:.3f}); ", end="")
    print("coverage at 2, 10, 30 %:", *(f"{c:.2f}" for c in at))
draws = rng.binomial(n, 0.02, 100_000).astype(float)
low, high = wald(draws, n)
print(f"Wald at 2 %, by simulation: {((low <= 0.02) & (high >= 0.02)).mean():.3f}")

users, each, share = 60, 20, 0.2  # rows of one user correlate with 0.2
mean = rng.normal(size=(4000, users, 1)) * np.sqrt(share)
rows = mean + rng.normal(size=(4000, users, each)) * np.sqrt(1 - share)
estimate = np.abs(rows.mean(axis=(1, 2)))
by_row = rows.std(axis=(1, 2)) / np.sqrt(users * each)
by_user = rows.mean(axis=2).std(axis=1, ddof=1) / np.sqrt(users)
print("60 users with 20 rows each: coverage ", end="")
print(f"by rows {(estimate < Z * by_row).mean():.2f}, ", end="")
print(f"by users {(estimate < Z * by_user).mean():.2f}")
growth = rows.mean(axis=(1, 2)).var() * users * each
print(f"  variance {growth:.1f} times that of independent rows")


def bootstrap(sample: Array, statistic: str) -> tuple[float, float]:
    drawn = rng.choice(sample, (400, sample.size))
    low, high = np.quantile(getattr(drawn, statistic)(axis=1), [0.025, 0.975])
    return float(low), float(high)


normal, uniform = rng.normal(size=(500, 100)), rng.uniform(size=(500, 100))
print("percentile bootstrap, 500 samples of 100 values")
for title, samples, statistic, truth in (
    ("mean, log-normal", np.exp(normal), "mean", np.exp(0.5)),
    ("mean, twice the spread", np.exp(2 * normal), "mean", np.exp(2.0)),
    ("maximum, uniform", uniform, "max", 1.0),
):
    low, high = np.array([bootstrap(sample, statistic) for sample in samples]).T
    print(f"  {title:35} {((low <= truth) & (truth <= high)).mean():.2f}")

figure, axes = plt.subplots(figsize=(6.4, 3.0), layout="constrained")
for name, colour in (("Wald", "#d55e00"), ("Wilson", "#0072b2")):
    axes.plot(100 * grid, cover[name], color=colour, lw=1, label=name)
axes.axhline(0.95, color="#777777", ls="--", lw=0.8)
axes.set(xlabel="true rate in per cent, 50 rows", ylabel="coverage")
axes.set_ylim(0.7, 1)
axes.legend()
figure.savefig("intervals-that-cover.svg")
