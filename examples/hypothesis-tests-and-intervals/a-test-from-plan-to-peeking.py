"""An A/B test by simulation: size, covariate, four stopping rules."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

Array = NDArray[np.float64]
rng = np.random.default_rng(0)
ALPHA, POWER, EFFECT, RUNS = 0.05, 0.80, 0.1, 2000  # effect: in sigmas

z = norm.ppf(1 - ALPHA / 2)
factor = 2 * (z + norm.ppf(POWER)) ** 2
n = int(np.ceil(factor / EFFECT**2))
print(f"factor {factor:.1f}: {n} users per group for an effect of {EFFECT}")

rho = 0.7  # correlation of a user's value with the value before the test
before = rng.normal(size=(2, RUNS, n))
after = rho * before + np.sqrt(1 - rho**2) * rng.normal(size=(2, RUNS, n))
after[1] += EFFECT
x, y = (part - part.mean(axis=2, keepdims=True) for part in (before, after))
theta = (x * y).sum(axis=(0, 2)) / (x * x).sum(axis=(0, 2))  # one for each run
adjusted = after - theta[:, None] * before
for name, part in (("plain", after), ("with the covariate", adjusted)):
    gain = part[1].mean(axis=1) - part[0].mean(axis=1)
    error = np.sqrt(part.var(axis=2, ddof=1).sum(axis=0) / n)
    print(f"  {name:18} mean {gain.mean():.3f}, variance of the difference", end="")
    print(f" {1000 * gain.var():.2f} / 1000, found {(gain > z * error).mean():.2f}")

days = np.arange(1, 15)  # equal traffic each day
drift = (z + norm.ppf(POWER)) / np.sqrt(14)  # a power of 0.80 at day 14


def scores(drift: float, runs: int = 200_000) -> Array:
    """The z of everything so far, after each of 14 days."""
    return (drift + rng.normal(size=(runs, 14))).cumsum(axis=1) / np.sqrt(days)


none, real = scores(0.0), scores(drift)
flat = np.quantile(np.abs(scores(0.0)).max(axis=1), 1 - ALPHA)
r = 2.0  # days: where the always-valid bound is tightest, about r * 8
always = np.sqrt((days + r) / days * np.log((days + r) / (r * ALPHA**2)))
rules = {
    "day 14 only, 1.96": np.where(days == 14, z, np.inf),
    "every day, 1.96": np.full(14, z),
    f"every day, {flat:.2f}": np.full(14, flat),
    f"for ever, {always[-1]:.2f} on day 14": always,
}
print("rule                       false alarms  found  mean day  claimed / true")
for name, bound in rules.items():
    alarms = (np.abs(none) > bound).any(axis=1).mean()
    crossed = real > bound
    found = crossed.any(axis=1)
    end = np.where(found, crossed.argmax(axis=1), 13)
    claim = real[np.arange(len(real)), end] / np.sqrt(days[end]) / drift
    print(f"{name:26} {alarms:12.3f}  {found.mean():5.2f}", end="")
    print(f"  {days[end].mean():8.1f}  {claim[found].mean():14.2f}")
