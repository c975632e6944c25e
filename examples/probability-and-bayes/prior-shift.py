"""Corrects scores from a balanced sample, and copies evidence."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.naive_bayes import GaussianNB

rng = np.random.default_rng(0)


def sample(n: int, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Draw n rows of two features, of which about the given share is positive."""
    y = (rng.random(n) < share).astype(int)
    return rng.normal(size=(n, 2)) + 1.2 * y[:, None], y


def shift(p: np.ndarray, trained: float, live: float) -> np.ndarray:
    """Return scores for another share of positives: their odds times a constant."""
    factor = (live / (1 - live)) / (trained / (1 - trained))
    return p * factor / (p * factor + 1 - p)


X, y = sample(20_000, 0.5)  # balanced for training
X_live, y_live = sample(200_000, 0.02)  # what comes in service
p = LogisticRegression().fit(X, y).predict_proba(X_live)[:, 1]
found = 0.5
for _ in range(200):  # the share of positives, without a single label
    found = float(shift(p, 0.5, found).mean())

print("                 mean score  log loss    AUC  above 0.5, of these positive")
for name, q in [
    ("as trained", p),
    ("prior known", shift(p, 0.5, 0.02)),
    ("prior estimated", shift(p, 0.5, found)),
]:
    loss, auc = log_loss(y_live, q), roc_auc_score(y_live, q)
    over = q > 0.5
    print(f"{name:15}  {q.mean():10.4f}  {loss:8.4f}  {auc:.3f}", end="")
    print(f"  {over.sum():9}  {y_live[over].mean():.3f}")
print(f"estimated share of positives: {found:.4f}, true: {y_live.mean():.4f}")

log_odds = 1.2 * X_live.sum(axis=1) - 1.2**2  # Bayes, at a share of 0.5
truth = 1 / (1 + np.exp(-log_odds))
print(f"largest error of the score against Bayes: {np.abs(p - truth).max():.3f}")

X_test, y_test = sample(50_000, 0.5)
print("naive Bayes, each feature copied:  accuracy  mean confidence  log loss")
for copies in (1, 3, 10):
    model = GaussianNB().fit(np.tile(X, copies), y)
    q = model.predict_proba(np.tile(X_test, copies))
    right = (q.argmax(axis=1) == y_test).mean()
    print(f"{copies:>31}x  {right:10.3f}  {q.max(axis=1).mean():15.3f}", end="")
    print(f"  {log_loss(y_test, q):8.3f}")
