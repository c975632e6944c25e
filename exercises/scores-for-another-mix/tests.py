"""What an answer must satisfy."""

import numpy as np
from answer import reweigh

HALF = np.array([0.5, 0.5])


def test_unchanged_shares_change_nothing() -> None:
    scores = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
    shares = np.array([0.6, 0.3, 0.1])
    found = reweigh(scores, shares, shares)
    assert np.shape(found) == (2, 3), f"scores of 2 rows and 3 classes have the shape (2, 3), not {np.shape(found)}"
    assert np.allclose(found[0], reweigh(scores[:1], shares, shares)[0]), "a row's result depends on the other rows"
    assert np.allclose(found, scores), "with equal shares nothing has changed, and the scores have"


def test_the_direction() -> None:
    found = reweigh(np.array([[0.5, 0.5]]), HALF, np.array([0.9, 0.1]))
    assert found[0, 0] > 0.5, f"a class that is more frequent in service must gain, and got {found[0, 0]:.3f} from 0.5"


def test_rows_add_up() -> None:
    scores = np.array([[0.5, 0.5], [0.01, 0.99], [0.8, 0.2]])
    found = reweigh(scores, HALF, np.array([0.98, 0.02]))
    total = found.sum(axis=1)
    assert np.allclose(total, 1), f"a row does not add up to 1, but to {total[np.abs(total - 1).argmax()]:.3f}"


def test_odds() -> None:
    scores = np.array([[0.5, 0.5], [0.2, 0.8], [0.9, 0.1]])
    found = reweigh(scores, np.array([0.7, 0.3]), np.array([0.95, 0.05]))
    odds = scores[:, 1] / scores[:, 0] * (0.05 / 0.95) / (0.3 / 0.7)
    assert np.allclose(found[:, 1] / found[:, 0], odds), "two classes: odds times (live odds over trained odds)"


def test_a_row_stands_alone() -> None:
    rng = np.random.default_rng(0)
    scores = rng.dirichlet(np.ones(4), size=50)
    trained, live = np.array([0.25, 0.25, 0.25, 0.25]), np.array([0.7, 0.1, 0.1, 0.1])
    alone = reweigh(scores[:1], trained, live)
    assert np.allclose(alone[0], reweigh(scores, trained, live)[0]), "a row's result depends on the other rows"


def test_against_bayes_from_densities() -> None:
    density = np.random.default_rng(1).exponential(size=(200, 3))  # p(row | class)
    trained, live = np.array([0.2, 0.3, 0.5]), np.array([0.9, 0.09, 0.01])
    before, after = density * trained, density * live
    before /= before.sum(axis=1, keepdims=True)
    after /= after.sum(axis=1, keepdims=True)
    assert np.allclose(reweigh(before, trained, live), after), "Bayes with the densities and the live shares says else"


def test_edges() -> None:
    scores = np.array([[0.0, 1.0, 0.0], [0.3, 0.3, 0.4]])
    kept = scores.copy()
    found = reweigh(scores, np.array([0.2, 0.3, 0.5]), np.array([0.5, 0.5, 0.0]))
    assert np.isfinite(found).all(), "scores of exactly 0 and 1 are legal and must not give nan"
    assert np.allclose(found, [[0, 1, 0], [0.6, 0.4, 0]]), f"a class that does not occur gets 0: {found}"
    assert np.array_equal(scores, kept), "the input was changed in place"
