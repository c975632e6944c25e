"""PCA of a real table by one call of svd, checked against scikit-learn."""

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.decomposition import PCA

data = load_breast_cancer()
# 569 rows, 30 columns: ten measurements of cell nuclei, each as mean, error, worst
raw = data.data
n, d = raw.shape
standard = (raw - raw.mean(axis=0)) / raw.std(axis=0, ddof=1)


def centred_svd(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return singular values and components; each top loading is positive."""
    _, s, vt = np.linalg.svd(table - table.mean(axis=0), full_matrices=False)
    return s, vt * np.sign(vt[np.arange(len(vt)), np.abs(vt).argmax(axis=1)])[:, None]


for name, table in (("raw units", raw), ("standardised", standard)):
    s, vt = centred_svd(table)
    share = s**2 / (s**2).sum()
    top = np.argsort(-np.abs(vt[0]))[:2]
    loadings = ", ".join(f"{data.feature_names[j]} {vt[0, j]:.2f}" for j in top)
    print(f"{name}: PC1 {share[0]:.3f}, PC2 {share[1]:.3f} of the variance")
    print(f"  largest loadings of PC1: {loadings}")

k = 5
scores = standard @ vt[:k].T  # shape (569, 5)
lost = ((standard - scores @ vt[:k]) ** 2).sum()
print(f"{k} of {d} components keep {share[:k].sum():.3f} of the variance")
print(f"squared error {lost:.1f}, discarded s**2 add up to {(s[k:] ** 2).sum():.1f}")

library = PCA(n_components=k, svd_solver="full").fit(standard)
assert np.allclose(library.explained_variance_, s[:k] ** 2 / (n - 1))
assert np.allclose(library.components_, vt[:k])  # signs too: it follows the same rule
# the scores are uncorrelated, with these variances:
assert np.allclose(np.cov(scores, rowvar=False), np.diag(s[:k] ** 2 / (n - 1)))
whitened = scores / np.sqrt(library.explained_variance_)
assert np.allclose(np.cov(whitened, rowvar=False), np.eye(k))
print(f"whitening would multiply PC{d} by {np.sqrt((n - 1) / s[-1] ** 2):.0f}")
