"""Evaluates equal formulas in two forms: one keeps the digits, the other loses them."""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import hilbert
from scipy.special import logsumexp

np.seterr(all="ignore")  # overflow is the subject here


def softmax_loss(z: NDArray[np.floating], label: int) -> tuple[float, float]:
    """Cross-entropy through probabilities, and from the scores themselves."""
    p = np.exp(z) / np.exp(z).sum()
    shifted = z - z.max()
    stable = np.log(np.exp(shifted).sum()) - shifted[label]
    return float(-np.log(p[label])), float(stable)


for name, values in {"small": [2, 1, 0], "large": [100, 90, 0], "far": [0, -60, -120]}.items():
    z = np.array(values, dtype=np.float32)
    naive, stable = softmax_loss(z, 2)
    assert np.isclose(stable, logsumexp(z.astype(float)) - values[2])
    print(
        f"cross-entropy, {name} scores: through probabilities {naive:.4f}, from scores {stable:.4f}"
    )

for offset in (0.0, 1e8, 1e9):
    x = offset + np.array([1.0, 4.0, 6.0, 9.0])
    textbook, centred = np.mean(x**2) - np.mean(x) ** 2, np.mean((x - np.mean(x)) ** 2)
    print(f"variance at offset {offset:.0e}: mean of squares {textbook:.4f}, centred {centred:.4f}")


def bfloat16(x: np.float32) -> np.float32:
    """Round to eight significant bits, ties to even, and keep the exponent of float32."""
    bits = np.float32(x).view(np.uint32)
    return ((bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000).astype(np.uint32).view(np.float32)


weight, master, update = np.float32(1), np.float32(1), np.float32(0.003)
for _ in range(1000):
    weight, master = bfloat16(weight + bfloat16(update)), master + update
print(f"1 + 1000 updates of 0.003: bfloat16 weight {weight:.4f}, float32 weight {master:.4f}")

for n in (4, 6, 8):  # only the matrix is rounded to float32; the solver works in float64
    A, solution = hilbert(n), np.ones(n)
    found = np.linalg.solve(A.astype(np.float32).astype(np.float64), A @ solution)
    residual = np.linalg.norm(A @ found - A @ solution) / np.linalg.norm(A @ solution)
    error = np.linalg.norm(found - solution) / np.linalg.norm(solution)
    print(
        f"condition 1e{np.log10(np.linalg.cond(A)):.0f}: residual {residual:.0e}, error {error:.0e}"
    )
