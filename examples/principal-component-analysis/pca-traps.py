"""Four ways in which PCA misleads, each with the number by which one notices."""

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(0)

features, target = load_diabetes(return_X_y=True, scaled=False)  # (442, 10), (442,)
u, s, _ = np.linalg.svd(StandardScaler().fit_transform(features), full_matrices=False)
y = target - target.mean()
print("1. diabetes, PC1 to PC4: usefulness is not variance")
of_table, of_target = s**2 / (s**2).sum(), (u.T @ y) ** 2 / (y @ y)
print("   share of the table's variance: ", *(f"{v:.3f}" for v in of_table[:4]))
print("   share of the target's variance:", *(f"{v:.3f}" for v in of_target[:4]))


def components(rows: np.ndarray) -> np.ndarray:
    """Return the principal components of the standardised rows, one a row."""
    return PCA(svd_solver="full").fit(StandardScaler().fit_transform(rows)).components_


cells = load_breast_cancer().data  # shape (569, 30)
reference = components(cells)
draws = rng.integers(0, len(cells), (200, len(cells)))
cosines = np.array([(components(cells[draw]) * reference).sum(axis=1) for draw in draws])
print("2. breast cancer refitted on 200 resampled tables, PC1, PC2, PC5, PC8")
print(
    "   median |cosine| with the original:",
    *(f"{np.median(np.abs(cosines[:, j])):.2f}" for j in (0, 1, 4, 7)),
)
print(
    "   share of refits with the sign turned:",
    *(f"{(cosines[:, j] < 0).mean():.2f}" for j in (0, 1, 4, 7)),
)

kelvin = (293 + rng.normal(size=(5000, 3)) * [0.1, 0.05, 0.02]).astype(np.float32)
print("3. three thermometers in kelvin, float32: is each variance within 20 %?")
for solver in ("auto", "full"):
    found = PCA(svd_solver=solver).fit(kelvin).explained_variance_
    ratios = found / np.square([0.1, 0.05, 0.02])
    print(f"   {solver}:", *("yes" if 0.8 < r < 1.2 else "no" for r in ratios))

digits = rng.permutation(load_digits().data)[:200]  # (200, 64), pixels from 0 to 16
train, test = digits[:100], digits[100:]


def error(fitted_on: np.ndarray, rows: np.ndarray) -> float:
    """Return the mean squared error per pixel of rows rebuilt from 40 components."""
    pca = PCA(n_components=40, svd_solver="full").fit(fitted_on)
    return float(((rows - pca.inverse_transform(pca.transform(rows))) ** 2).mean())


print("4. digits, 40 of 64 components: squared error of the test rows")
print(f"   fitted on train {error(train, test):.2f}, on both {error(digits, test):.2f}")
