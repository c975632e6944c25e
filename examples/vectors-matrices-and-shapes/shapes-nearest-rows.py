"""Squared distances of 2,000 queries to 3,000 items by one matrix product."""

import numpy as np
from scipy.spatial.distance import cdist

rng = np.random.default_rng(0)
n, m, d = 2_000, 3_000, 64
queries = rng.normal(size=(n, d)).astype(np.float32)
items = rng.normal(size=(m, d)).astype(np.float32)

differences = queries[:5, None, :] - items[None, :, :]  # (5, 1, 64) - (1, 3000, 64)
print("differences for 5 queries:", differences.shape, f"{differences.nbytes / 1e6:.1f} MB")
print(f"differences for all {n}: {n * m * d * 4 / 1e9:.2f} GB")


def squared_distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Expand the square: shapes (n, d) and (m, d) give (n, m)."""
    return (a**2).sum(axis=1, keepdims=True) + (b**2).sum(axis=1) - 2 * a @ b.T


squared = squared_distances(queries, items)  # (2000, 1) + (3000,) - (2000, 3000)
print("by one matrix product:", squared.shape, f"{squared.nbytes / 1e6:.1f} MB", squared.dtype)
assert np.allclose(squared[:5], (differences**2).sum(axis=-1), rtol=1e-4)
assert np.allclose(squared, cdist(queries, items, "sqeuclidean"), rtol=1e-4)

products = queries @ items.T
assert np.allclose(products, np.einsum("nd,md->nm", queries, items), atol=1e-4)
outer_products = sum(np.outer(queries[:, j], items[:, j]) for j in range(d))
assert np.allclose(products, outer_products, atol=1e-4)

# the same distances, seen from far away
far_queries, far_items = queries + np.float32(1000), items + np.float32(1000)
shifted = squared_distances(far_queries, far_items)
wrong = (shifted.argmin(axis=1) != squared.argmin(axis=1)).mean()
print("far from the origin: more than half of the nearest items wrong?", wrong > 0.5)
print(
    "a row's squared distance to itself below zero?",
    (squared_distances(far_items, far_items).min() < 0),
)
centre = far_items.mean(axis=0)
again = squared_distances(far_queries - centre, far_items - centre)
right = (again.argmin(axis=1) == squared.argmin(axis=1)).mean()
print(f"after subtracting one centre: {right:.3f} right")
