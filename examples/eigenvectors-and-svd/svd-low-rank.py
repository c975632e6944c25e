"""How much of a matrix a low rank keeps, and how accurate a randomised SVD is."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.utils.extmath import randomized_svd

rng = np.random.default_rng(0)
digits = load_digits().data  # shape (1797, 64): structure
noise = rng.normal(size=digits.shape)  # none
for name, table in (("digits", digits), ("noise", noise)):
    u, s, vt = np.linalg.svd(table, full_matrices=False)
    for k in (4, 16):
        approximation = u[:, :k] * s[:k] @ vt[:k]
        error = np.linalg.norm(table - approximation)
        assert np.isclose(error, np.sqrt((s[k:] ** 2).sum()))  # Frobenius
        assert np.isclose(np.linalg.norm(table - approximation, 2), s[k])  # spectral
        print(f"{name:6} rank {k:2}: relative error {error / np.linalg.norm(table):.2f}")

n, k = 1000, 20
left, right = (np.linalg.qr(rng.normal(size=(n, n)))[0] for _ in range(2))
true = np.arange(1, n + 1) ** -0.5  # singular values that fall slowly
slow = left * true @ right
best = np.sqrt((true[k:] ** 2).sum())
print("randomised SVD, 20 of 1,000 values; each compared with the exact one")
print("power iterations   error     s1    s20   |cos(v20)|")
for rounds in (0, 1, 4, 7):
    u, s, vt = randomized_svd(slow, k, n_iter=rounds, random_state=0)
    error = np.linalg.norm(slow - u * s @ vt) / best
    first, last = s[0] / true[0], s[-1] / true[k - 1]
    turned = abs(vt[-1] @ right[k - 1])
    print(f"{rounds:16}   {error:.3f}  {first:.3f}  {last:.3f}   {turned:.2f}")

turn = np.linalg.qr(rng.normal(size=(3, 3)))[0]
thin = left[:, :3] * np.array([1.0, 1e-5, 1e-10]) @ turn  # (1000, 3)
direct = np.linalg.svd(thin, compute_uv=False)[-1]
squared = np.sqrt(abs(np.linalg.eigvalsh(thin.T @ thin)[0]))
print("singular value 1e-10 within 1 %?")
for name, value in (("by svd", direct), ("by eigenvalues of the square", squared)):
    print(f"  {name}: {'yes' if 0.99e-10 < value < 1.01e-10 else 'no'}")

(b1, b2), (a1, a2) = rng.normal(size=(2, 64, 4)), rng.normal(size=(2, 4, 64))
mean = (b1 @ a1 + b2 @ a2) / 2
of_factors = (b1 + b2) / 2 @ ((a1 + a2) / 2)
difference = np.linalg.norm(mean - of_factors) / np.linalg.norm(mean)
rank = np.linalg.matrix_rank(mean)
print(f"two rank-4 updates averaged by factors: {difference:.0%} off; mean of rank {rank}")
