"""The shuffle test: one evaluation selects columns inside each fold, one before splitting."""

from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline

rng = np.random.default_rng(0)
X = rng.normal(size=(1000, 3000)).astype(np.float32)
y = (X[:, 0] + rng.normal(size=1000) > 0).astype(int)


def honest(X: np.ndarray, y: np.ndarray) -> float:
    """AUC where the 20 columns are chosen anew in each fold."""
    model = make_pipeline(SelectKBest(k=20), LogisticRegression())
    return cross_val_score(model, X, y, scoring="roc_auc", cv=3).mean()


def leaking(X: np.ndarray, y: np.ndarray) -> float:
    """AUC where the 20 columns are chosen once, on all rows."""
    chosen = SelectKBest(k=20).fit_transform(X, y)
    return cross_val_score(LogisticRegression(), chosen, y, scoring="roc_auc", cv=3).mean()


def shuffled(evaluate: Callable[[np.ndarray, np.ndarray], float]) -> list[float]:
    """Ten scores when nothing is left to learn; 0.5 is chance."""
    return [evaluate(X, rng.permutation(y)) for _ in range(10)]


figure, axes = plt.subplots(figsize=(6.3, 2.2))
for row, evaluate in ((1, honest), (0, leaking)):
    real, chance = evaluate(X, y), shuffled(evaluate)
    mean = np.mean(chance)
    verdict = "sound" if abs(mean - 0.5) < 0.03 else "it leaks"
    print(f"{evaluate.__name__:7}  real outcomes {real:.2f}, shuffled {mean:.2f}: {verdict}")
    axes.plot(chance, [row] * 10, "o", color="C0", label="shuffled" if row else None)
    axes.plot([real], [row], "D", color="C1", label="real outcomes" if row else None)
axes.axvline(0.5, color="grey", linestyle="--")
axes.set(xlabel="AUC", xlim=(0.4, 0.95), ylim=(-0.5, 1.5), yticks=(0, 1))
axes.set_yticklabels(["leaking", "honest"])
axes.legend(loc="center right")
figure.savefig("shuffled-outcomes.svg")
