"""Which constant each loss prefers, and which prior each penalty stands for."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from sklearn.linear_model import LogisticRegression, Ridge

Array = NDArray[np.float64]
rng = np.random.default_rng(0)

# Daily demand for a slow seller: Poisson, with a rate that varies by the day.
y = rng.poisson(rng.gamma(0.4, 3.0, 100_000)).astype(float)
losses: dict[str, Callable[[float], Array]] = {
    "squared": lambda m: (y - m) ** 2,
    "Poisson": lambda m: m - y * np.log(m),
    "gamma": lambda m: y / m + np.log(m),
    "absolute": lambda m: np.abs(y - m),
    "pinball 0.9": lambda m: np.maximum(0.9 * (y - m), 0.1 * (m - y)),
    "squared, log(1 + y)": lambda m: (np.log1p(y) - np.log1p(m)) ** 2,
}
print("loss                 best constant")
for name, loss in losses.items():

    def average(m: float, loss: Callable[[float], Array] = loss) -> float:
        return float(loss(m).mean())

    found = minimize_scalar(average, bounds=(1e-6, 20), method="bounded")
    print(f"{name:20} {found.x:9.2f}")
back = np.expm1(np.log1p(y).mean())
print(f"mean {y.mean():.2f}, median {np.median(y):.0f}, ", end="")
print(f"0.9 quantile {np.quantile(y, 0.9):.0f}, ", end="")
print(f"mean of log(1 + y) turned back {back:.2f}")

n, d = 40, 5
sigma, tau = 2.0, 0.5  # standard deviations of the noise, of the prior
X, w = rng.normal(size=(n, d)), rng.normal(size=d) * tau
target = X @ w + sigma * rng.normal(size=n)
label = np.where(X @ w + rng.logistic(size=n) > 0, 1.0, -1.0)


def maximum_a_posteriori(likelihood: Callable[[Array], float]) -> Array:
    """Minimise the negative log-likelihood minus the log of a Gaussian prior."""

    def loss(w: Array) -> float:
        return float(likelihood(w) + (w @ w) / (2 * tau**2))

    return np.asarray(minimize(loss, np.zeros(d), tol=1e-10).x)


noise = 2 * sigma**2
ours = maximum_a_posteriori(lambda w: ((target - X @ w) ** 2).sum() / noise)
ridge = Ridge(alpha=sigma**2 / tau**2, fit_intercept=False).fit(X, target).coef_
print("Gaussian noise: MAP is Ridge(alpha=16):", np.allclose(ours, ridge, atol=1e-6))
ours = maximum_a_posteriori(lambda w: np.logaddexp(0, -label * (X @ w)).sum())
model = LogisticRegression(C=tau**2, fit_intercept=False, tol=1e-10).fit(X, label)
agree = np.allclose(ours, model.coef_[0], atol=1e-4)
print("coin: MAP is LogisticRegression(C=0.25):", agree)
