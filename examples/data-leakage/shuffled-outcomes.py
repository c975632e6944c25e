"""The shuffle test: one evaluation selects columns inside each fold, one before splitting."""

from collections.abc import Callable

import numpy as np
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline

rng = np.random.default_rng(0)
X = rng.normal(size=(1000, 3000))
y = (X[:, 0] + rng.normal(size=1000) > 0).astype(int)


def honest(X: np.ndarray, y: np.ndarray) -> float:
    """AUC where the 20 columns are chosen anew in each fold."""
    model = make_pipeline(SelectKBest(k=20), LogisticRegression())
    return cross_val_score(model, X, y, scoring="roc_auc").mean()


def leaking(X: np.ndarray, y: np.ndarray) -> float:
    """AUC where the 20 columns are chosen once, on all rows."""
    chosen = SelectKBest(k=20).fit_transform(X, y)
    return cross_val_score(LogisticRegression(), chosen, y, scoring="roc_auc").mean()


def shuffled(evaluate: Callable[[np.ndarray, np.ndarray], float]) -> float:
    """The mean score after nothing is left to learn; 0.5 is chance."""
    return float(np.mean([evaluate(X, rng.permutation(y)) for _ in range(10)]))


for evaluate in (honest, leaking):
    real, chance = evaluate(X, y), shuffled(evaluate)
    verdict = "sound" if abs(chance - 0.5) < 0.03 else "it leaks"
    print(f"{evaluate.__name__:7}  real outcomes {real:.2f}, shuffled {chance:.2f}: {verdict}")
