"""What an answer must satisfy."""

import numpy as np
from answer import pca

rng = np.random.default_rng(0)
HALF = rng.normal(size=(40, 4)) @ np.diag([5.0, 3.0, 1.0, 0.5]) @ rng.normal(size=(4, 4))
CENTRED = np.vstack([HALF, -HALF])  # every column has mean zero
NEW = rng.normal(size=(7, 4)) + 10.0


def covariance_eigenvectors(train: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Find the components another way: eigenvectors of the covariance matrix, signs as in the statement."""
    values, vectors = np.linalg.eigh(np.cov(train, rowvar=False))
    components = vectors[:, ::-1][:, :k].T
    top = np.abs(components).argmax(axis=1)
    return values[::-1], components * np.sign(components[np.arange(k), top])[:, None]


def test_shapes() -> None:
    scores, kept = pca(CENTRED, NEW, 2)
    assert np.shape(scores) == (7, 2), f"scores of 7 new rows and k = 2 have shape (7, 2), not {np.shape(scores)}"
    assert np.ndim(kept) == 0, "the share of variance is one number, not one per component"


def test_table_far_from_the_origin() -> None:
    train = CENTRED + np.array([100.0, -50.0, 0.0, 20.0])
    scores, _ = pca(train, train, 2)
    _, components = covariance_eigenvectors(train, 2)
    expected = (train - train.mean(axis=0)) @ components.T
    assert np.allclose(np.abs(scores), np.abs(expected)), (
        "moving the whole table changed the scores: without centring, PC1 points at the mean"
    )


def test_new_rows_are_measured_from_the_mean_of_train() -> None:
    scores, _ = pca(CENTRED, NEW, 2)
    _, components = covariance_eigenvectors(CENTRED, 2)
    assert np.allclose(np.abs(scores), np.abs(NEW @ components.T)), (
        "the new rows lie 10 away from train and their scores must show it: subtract train's mean from them"
    )


def test_a_row_alone_gets_the_score_it_has_among_others() -> None:
    together, _ = pca(CENTRED, CENTRED, 2)
    alone, _ = pca(CENTRED, CENTRED[:1], 2)
    assert np.allclose(np.abs(alone[0]), np.abs(together[0])), "a row's score depends on its neighbours in the batch"


def test_signs() -> None:
    for seed in range(5):
        train = np.random.default_rng(seed).normal(size=(30, 4))
        train = np.vstack([train, -train]) * np.array([4.0, 3.0, 2.0, 1.0])
        scores, _ = pca(train, train, 3)
        _, components = covariance_eigenvectors(train, 3)
        assert np.array_equal(np.sign(scores[0]), np.sign(components @ train[0])), (
            "a component points the other way: the loading with the largest absolute value must be positive"
        )


def test_share_of_variance() -> None:
    for k in (1, 2, 4):
        _, kept = pca(CENTRED, NEW, k)
        values, _ = covariance_eigenvectors(CENTRED, k)
        expected = values[:k].sum() / values.sum()
        assert np.isclose(kept, expected), (
            f"k = {k} keeps {expected:.3f} of the variance, not {kept:.3f}: variances are squares of singular values"
        )
