"""Puts error bars on clicks per view, in experiments without any effect."""

import numpy as np

rng = np.random.default_rng(0)
runs, users = 2000, 1000  # experiments, and users on each side
size = (runs, 2, users)
views = 1 + rng.negative_binomial(1, 0.05, size)  # 20 on average
clicks = rng.binomial(views, rng.beta(1, 9, size))  # each user has a rate

total = views.sum(axis=2)  # shape (runs, 2)
ratio = clicks.sum(axis=2) / total
binomial = ratio * (1 - ratio) / total  # variance, if views were rows
residual = clicks - ratio[..., None] * views
delta = residual.var(axis=2, ddof=1) / users / views.mean(axis=2) ** 2

rho = 1 / (1 + 1 + 9)  # correlation of two views of a user, for beta(1, 9)
weight = (views**2).sum(axis=2) / total
print(f"clicks per view, mean of all runs:     {ratio.mean():.4f}")
print(f"variance of the ratio over the runs:   {ratio.var():.2e}")
print(f"  by p (1 - p) / views:                {binomial.mean():.2e}")
design = (binomial * (1 + (weight - 1) * rho)).mean()
print(f"  the same times the design effect:    {design:.2e}")
print(f"  by the delta method:                 {delta.mean():.2e}")

gap = ratio[:, 0] - ratio[:, 1]
for name, variance in [("views as rows", binomial), ("delta", delta)]:
    alarms = np.abs(gap) > 1.96 * np.sqrt(variance.sum(axis=1))
    print(f"experiments 'significant' at 5 %, {name}: {alarms.mean():.3f}")

draws = rng.integers(0, users, (1000, users))  # users drawn again
again = clicks[0, 0][draws].sum(axis=1) / views[0, 0][draws].sum(axis=1)
print("standard error of one side:", end=" ")
print(f"bootstrap {again.std():.4f}, delta {np.sqrt(delta[0, 0]):.4f}")

v = views[0].ravel()
c = rng.binomial(v, np.where(v > 20, 0.05, 0.15))  # heavy users click less
print("heavy users click less:", end=" ")
print(f"ratio of sums {c.sum() / v.sum():.3f}, mean of ratios {(c / v).mean():.3f}")
