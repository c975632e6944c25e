"""Splits covariance by group, and counts what correlated rows are worth."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_iris

rng = np.random.default_rng(0)
iris = load_iris()
sepals, species = iris.data[:, :2], iris.target  # (150, 2), 50 rows of each species
groups = [sepals[species == s] for s in range(3)]

total = np.cov(sepals.T, ddof=0)
within = np.mean([np.cov(g.T, ddof=0) for g in groups], axis=0)
centres = np.array([g.mean(axis=0) for g in groups])
between = np.cov(centres.T, ddof=0)
assert np.allclose(total, within + between)
print("sepals, in square cm: variance of length  of width  covariance")
for name, C in [("total", total), ("within", within), ("between", between)]:
    print(f"  {name:8}  {C[0, 0]:29.3f}  {C[1, 1]:8.3f}  {C[0, 1]:10.3f}")
own = [np.corrcoef(g.T)[0, 1] for g in groups]
print("correlation in all:", f"{np.corrcoef(sepals.T)[0, 1]:.2f};", end=" ")
print("in each species:", *(f"{c:.2f}" for c in own))

x, noise = rng.normal(size=(2, 200_000))
y = 0.8 * x + 0.6 * noise
print(f"correlation of x and x**2: {abs(np.corrcoef(x, x**2)[0, 1]):.2f}")
theta = np.cov(y, x)[0, 1] / x.var(ddof=1)
left = (y - theta * x).var() / y.var()
print(f"variance left after subtracting a twin correlated 0.8: {left:.2f}")

n, runs = 200, 5000
print("200 rows with variance 1:      variance of the mean  formula  worth")
noise = rng.normal(size=(runs, n))
shared = np.sqrt(0.1) * rng.normal(size=(runs, 1)) + np.sqrt(0.9) * noise
series = noise.copy()
for t in range(1, n):
    series[:, t] = 0.8 * series[:, t - 1] + 0.6 * noise[:, t]
lags = np.arange(1, n)
ar = (1 + 2 * ((1 - lags / n) * 0.8**lags).sum()) / n
for name, rows, formula in [
    ("independent", noise, 1 / n),
    ("each pair correlated 0.1", shared, 0.1 + 0.9 / n),
    ("each with its neighbour 0.8", series, ar),
]:
    found = rows.mean(axis=1).var()
    print(f"  {name:28}  {found:20.4f}  {formula:7.4f}  {1 / formula:5.0f}")

figure, axes = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
colours = ["#0072b2", "#d55e00", "#009e73", "#777777"]
for k, rows in enumerate([*groups, sepals]):
    length, width = rows[:, 0], rows[:, 1]
    slope = np.cov(length, width)[0, 1] / length.var(ddof=1)
    ends = np.array([length.min(), length.max()])
    line = width.mean() + slope * (ends - length.mean())
    style, name = ("-", "_") if k < 3 else ("--", "all")  # "_" hides a label
    axes.plot(ends, line, style, color=colours[k], label=name)
    if k < 3:
        name = str(iris.target_names[k])
        axes.plot(length, width, "o^s"[k], ms=4, color=colours[k], alpha=0.6, label=name)
axes.set(xlabel="sepal length, cm", ylabel="sepal width, cm")
axes.legend(fontsize="small")
figure.savefig("variances-add-up.svg")
