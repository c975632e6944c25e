"""Measures what tails do to pages, means, percentiles and counts."""

import numpy as np
from scipy import stats

rng = np.random.default_rng(0)

calls = 40
times = rng.lognormal(4, 0.8, (100_000, calls))  # milliseconds, a page a row
pages = times.max(axis=1)
p50, p99 = np.quantile(times, [0.5, 0.99])
share = 0.99 ** (1 / calls)
print(f"one call: median {p50:.0f} ms, p99 {p99:.0f} ms")
slow = (pages > p99).mean()
print(f"pages of {calls} calls with one above its p99: {slow:.3f}", end="")
print(f", by formula {1 - 0.99**calls:.3f}")
print(f"p99 of a page: {np.quantile(pages, 0.99):.0f} ms", end="")
print(f", p{100 * share:.3f} of a call: {np.quantile(times, share):.0f} ms")

size = (50_000, calls)
longest = rng.exponential(size=size).max(axis=1).mean()
harmonic = (1 / np.arange(1, calls + 1)).sum()
best = rng.normal(size=size).max(axis=1).mean()
print(f"expected largest of {calls}: exponential {longest:.2f}", end="")
print(f" (formula {harmonic:.2f}), normal {best:.2f}")

print("spread of a mean (quartiles) over 100 rows  10,000 rows  ratio")
for index in (4.0, 1.5):
    spreads = []
    for n in (100, 10_000):
        means = [(rng.random(n) ** (-1 / index)).mean() for _ in range(3000)]
        spreads.append(stats.iqr(means))
    first, last = spreads
    print(f"  Pareto, tail index {index}", end="")
    print(f"  {first:20.4f}  {last:11.4f}  {first / last:5.1f}")

busy, sick = rng.lognormal(4, 0.4, 99_000), rng.lognormal(6, 0.4, 1_000)
each = [np.quantile(s, 0.99) for s in (busy, sick)]
pooled = np.quantile(np.concatenate([busy, sick]), 0.99)
print(f"p99 of two servers: {each[0]:.0f} and {each[1]:.0f} ms, mean", end="")
print(f" {np.mean(each):.0f} ms; of all requests {pooled:.0f} ms")

rates = rng.gamma(4, 25 / 4, 100_000)  # of hours: mean 25, variance 25**2 / 4
same, mixed = rng.poisson(25, 100_000), rng.poisson(rates)
for name, counts in [("equal hours", same), ("mixed hours", mixed)]:
    print(f"counts, {name}: mean {counts.mean():.1f}", end="")
    print(f", variance {counts.var():5.1f}", end="")
    print(f", above 25 + 3 sqrt(25): {(counts > 40).mean():.3f}")
print(f"variance by formula: equal 25.0, mixed {25 + 25**2 / 4:.1f}")
