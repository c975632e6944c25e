"""The floor under a log loss, and what is left when the floor is taken away."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
rng = np.random.default_rng(0)


def entropy(p: Array) -> Array:
    """Of coins with these probabilities, in nats; 0 log 0 counts as 0."""
    p = np.clip(p, 1e-300, 1 - 1e-16)
    return -p * np.log(p) - (1 - p) * np.log1p(-p)


def log_loss(y: Array, q: Array) -> float:
    return float(-np.where(y > 0, np.log(q), np.log1p(-q)).mean())


n = 1_000_000
score = rng.normal(size=n) * 2
p = 1 / (1 + np.exp(-score))  # the true probabilities
y = (rng.random(n) < p).astype(float)
sharp = 1 / (1 + np.exp(-2 * score))  # a model twice too confident
coarse = np.where(score > 0, p[score > 0].mean(), p[score < 0].mean())
print("log loss in nats  measured  floor + KL")
for name, q in (("truth", p), ("overconfident", sharp), ("one cut", coarse)):
    kl = p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))
    print(f"  {name:14} {log_loss(y, q):10.4f}  {(entropy(p) + kl).mean():10.4f}")
base = entropy(p.mean())
print(f"base rate {base:.4f}, floor {entropy(p).mean():.4f}: ", end="")
print(f"mutual information {base - entropy(p).mean():.4f}")

print("labels flipped at random   5 %   10 %   20 %")
floors = entropy(np.array([0.05, 0.1, 0.2]))
print("  floor, nats           ", *(f"{floor:6.3f}" for floor in floors))

for name, nats, per_byte in (("A", 3.0, 1 / 4), ("B", 2.7, 1 / 3)):
    print(f"model {name}: {nats} nats a token, ", end="")
    print(f"perplexity {np.exp(nats):.1f}, ", end="")
    print(f"{nats * per_byte / np.log(2):.2f} bits per byte")


def plug_in(table: Array) -> float:
    """Mutual information of a table of counts, as if counts were probabilities."""
    joint = table / table.sum()
    product = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0)
    seen = joint > 0
    return float((joint[seen] * np.log(joint[seen] / product[seen])).sum())


print("two columns without any relation: mutual information, bias formula")
for a, b, rows in ((5, 2, 1000), (50, 2, 1000), (500, 2, 1000)):
    found = []
    for _ in range(100):
        table = np.zeros((a, b))
        np.add.at(table, (rng.integers(0, a, rows), rng.integers(0, b, rows)), 1)
        found.append(plug_in(table))
    print(f"  {a:4} x {b} values, {rows} rows: {np.mean(found):.4f}", end="")
    print(f"  {(a - 1) * (b - 1) / (2 * rows):.4f}")

print("PSI of two samples of one distribution, 10 bins of equal probability")
for rows in (100, 1000, 10_000):
    counts = rng.multinomial(rows, np.full(10, 0.1), (2, 4000))
    shares = (counts + 0.5) / (rows + 5)  # an empty bin must not give infinity
    psi = ((shares[0] - shares[1]) * np.log(shares[0] / shares[1])).sum(axis=1)
    print(f"  {rows:6} rows each: mean {psi.mean():.4f}, ", end="")
    print(f"formula {9 * 2 / rows:.4f}, above 0.1 in {(psi > 0.1).mean():.0%}")
