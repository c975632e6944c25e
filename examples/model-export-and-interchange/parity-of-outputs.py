"""A converted network that decides as before, and is not the same: one constant differs."""

import numpy as np


def network(X: np.ndarray, epsilon: float) -> np.ndarray:
    """Normalise each column by fixed statistics, then score ten classes: (n, 40) -> (n, 10)."""
    return (X - MEAN) / np.sqrt(VARIANCE + epsilon) @ WEIGHTS


def assert_parity(old: np.ndarray, new: np.ndarray, atol: float = 1e-4) -> None:
    """Equal outputs on recorded inputs; equal decisions prove little."""
    assert old.shape == new.shape
    worst = tuple(map(int, np.unravel_index(np.abs(old - new).argmax(), old.shape)))
    message = f"{worst}: {old[worst]:.3f} became {new[worst]:.3f}"
    assert np.allclose(old, new, rtol=0, atol=atol), message


rng = np.random.default_rng(0)
MEAN, VARIANCE = rng.normal(size=40), rng.uniform(0.05, 1, size=40)
WEIGHTS = rng.normal(size=(40, 10))
recorded = MEAN + rng.normal(size=(600, 40)) * np.sqrt(VARIANCE)

keras = network(recorded, epsilon=1e-3)
torch = network(recorded, epsilon=1e-5)
changed = np.sum(keras.argmax(axis=1) != torch.argmax(axis=1))
print(f"{changed} of {len(recorded)} decisions changed")
try:
    assert_parity(keras, torch)
except AssertionError as error:
    print("outputs:", error)
