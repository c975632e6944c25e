"""What an answer must satisfy."""

import tracemalloc

import numpy as np
from answer import squared_distances

rng = np.random.default_rng(0)


def one_by_one(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Compute the distances as their definition says, entry by entry."""
    return np.array([[np.square(x - y).sum() for y in b] for x in a])


def test_different_numbers_of_rows() -> None:
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(7, 3))
    try:
        found = squared_distances(a, b)
    except ValueError as error:
        found = np.array(str(error))
    assert np.shape(found) == (5, 7), (
        "tables of 5 and 7 rows must give shape (5, 7): a's norms are a column, (5, 1), and b's a row, (7,)"
    )
    assert np.allclose(found, one_by_one(a, b), rtol=1e-9, atol=1e-9), "the distances differ from their definition"


def test_memory() -> None:
    a, b = rng.normal(size=(300, 200)), rng.normal(size=(400, 200))
    tracemalloc.start()
    squared_distances(a, b)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20e6, f"{peak / 1e6:.0f} MB for a result of 1 MB: an array of shape (n, m, d) is made on the way"


def test_tables_far_from_the_origin() -> None:
    a, b = rng.normal(size=(20, 3)), rng.normal(size=(25, 3)) + 3.0
    found = squared_distances(a + 1e7, b + 1e7)
    assert np.allclose(found, one_by_one(a, b), rtol=1e-3), (
        "moving both tables changed their distances: large squares are subtracted, and the small difference is lost"
    )


def test_no_negative_square() -> None:
    corners = np.vstack([rng.normal(size=(50, 8)), rng.normal(size=(50, 8)) * 1e3])
    found = squared_distances(corners, corners)
    assert np.min(found) >= 0.0, f"a squared distance of {np.min(found):.1e}: its root is nan; cut rounding off at zero"
