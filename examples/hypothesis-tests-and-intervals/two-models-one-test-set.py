"""Two classifiers on the same test rows: what pairing is worth."""

import numpy as np
from scipy.stats import binomtest
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

X, y = load_digits(return_X_y=True)  # (1797, 64), pixels from 0 to 16
train, test, known, truth = train_test_split(X, y, test_size=800, random_state=0)
models = LogisticRegression(C=0.001, max_iter=2000), KNeighborsClassifier(15)
right_a, right_b = (m.fit(train, known).predict(test) == truth for m in models)

n = len(truth)
b, c = int((right_b & ~right_a).sum()), int((right_a & ~right_b).sum())
gain = right_b.mean() - right_a.mean()
print(f"logistic {right_a.mean():.4f}, neighbours {right_b.mean():.4f} on {n} rows")
print(f"only neighbours right: {b}, only logistic right: {c}")

paired = np.sqrt(b + c - (b - c) ** 2 / n) / n
assert np.isclose(paired, (right_b * 1.0 - right_a).std() / np.sqrt(n))
apart = np.sqrt((right_a.var() + right_b.var()) / n)
print("difference with its 95 % interval, in percentage points")
for name, error in (("as if from two test sets", apart), ("paired", paired)):
    ends = 100 * (gain + 1.96 * error * np.array([-1, 1]))
    print(f"  {name:25} {100 * gain:.2f} ({ends[0]:+.2f} to {ends[1]:+.2f})")

exact = binomtest(b, b + c).pvalue  # McNemar, exact: are the b + c fair coins?
rng = np.random.default_rng(0)
wins = rng.binomial(1, 0.5, (200_000, b + c)).sum(axis=1)
simulated = (np.abs(wins - (b + c) / 2) >= abs(b - c) / 2).mean()
print(f"McNemar: p = {exact:.4f}, with coins {simulated:.4f}")
for b, c in ((26, 14), (12, 0)):
    print(f"  a gain of 12 rows as {b} to {c}: p = {binomtest(b, b + c).pvalue:.4f}")
