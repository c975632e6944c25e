"""How many digits least squares keeps, by its route and by its columns."""

import numpy as np
from numpy.polynomial.chebyshev import chebvander
from scipy.stats import ortho_group

t = np.linspace(0, 1, 100)


def close(found: np.ndarray, true: np.ndarray) -> str:
    """Say whether two vectors agree to six digits."""
    return "yes" if np.linalg.norm(found - true) < 1e-6 * np.linalg.norm(true) else "no"


print("six digits of the coefficients right?      by lstsq   by normal equations")
for degree in (5, 9, 13):
    powers = t[:, None] ** np.arange(degree + 1)  # shape (100, degree + 1)
    chebyshev = chebvander(2 * t - 1, degree)  # the same curves, other coordinates
    for name, X in (("powers", powers), ("Chebyshev", chebyshev)):
        true = np.ones(degree + 1)
        y = X @ true
        by_svd = np.linalg.lstsq(X, y)[0]
        by_normal_equations = np.linalg.solve(X.T @ X, X.T @ y)
        print(
            f"degree {degree:2}, {name:9}  condition {np.linalg.cond(X):7.1e}  "
            f"{close(by_svd, true):>9} {close(by_normal_equations, true):>21}"
        )

left, right = ortho_group.rvs(200, size=2, random_state=0)
A = left * np.logspace(0, -10, 200) @ right  # (200, 200), condition 1e10
b = A @ np.ones(200)
for name, x in (("solve(A, b)", np.linalg.solve(A, b)), ("inv(A) @ b", np.linalg.inv(A) @ b)):
    residual = np.linalg.norm(A @ x - b) / np.linalg.norm(b)
    print(f"{name:11}  relative residual below 1e-12? {'yes' if residual < 1e-12 else 'no'}")
