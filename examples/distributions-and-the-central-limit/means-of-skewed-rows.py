"""Watches means become normal, and intervals keep or break their promise."""

import matplotlib.pyplot as plt
import numpy as np
from scipy import stats

rng = np.random.default_rng(0)
runs, z = 20_000, 1.96
mean, spread = np.exp(0.5), np.sqrt(np.e * (np.e - 1))
skew = (np.e + 2) * np.sqrt(np.e - 1)
slope = skew * (2 * z**2 + 1) * stats.norm.pdf(z) / 6

print(f"log-normal, sigma 1: skewness {skew:.2f}; 95 % intervals for its mean")
print("rows  skewness of the means  by formula   lie below  by formula  above")
shown = {"1 row": (rng.lognormal(size=runs) - mean) / spread}
for n in (30, 300, 3000):
    sums, squares = np.zeros(runs), np.zeros(runs)
    for _ in range(n // 30):
        rows = rng.lognormal(size=(runs, 30))
        sums += rows.sum(axis=1)
        squares += (rows**2).sum(axis=1)
    averages = sums / n
    error = np.sqrt((squares / n - averages**2) / (n - 1))
    below = (averages + z * error < mean).mean()
    above = (averages - z * error > mean).mean()
    formula = stats.norm.sf(z) + slope / np.sqrt(n)
    print(f"{n:4}  {stats.skew(averages):21.2f}  {skew / np.sqrt(n):10.2f}", end="")
    print(f"  {below:10.3f}  {formula:10.3f}  {above:5.3f}")
    shown[f"mean of {n}"] = (averages - mean) / (spread / np.sqrt(n))

del shown["mean of 300"]
figure, panels = plt.subplots(1, 3, figsize=(8, 2.8), layout="constrained")
x = np.linspace(-3, 4, 57)
for axes, (name, values) in zip(panels, shown.items(), strict=True):
    axes.hist(values, x, density=True, color="#56b4e9")
    axes.plot(x, stats.norm.pdf(x), color="black")
    axes.set(title=name, xlabel="standard deviations", ylim=(0, 1.4))
panels[0].set_ylabel("density")
figure.savefig("means-of-skewed-rows.svg")
