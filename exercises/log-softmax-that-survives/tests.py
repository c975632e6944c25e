"""Tests of log_softmax: small, large and distant scores, rows far apart, masks, number types."""

import math

import numpy as np
import pytest
from answer import log_softmax
from numpy.typing import NDArray

ROWS = {
    "small": [2.0, 1.0, -0.5],
    "large": [1000.0, 999.0, 0.0],
    "very negative": [-9000.0, -9001.0, -9000.5],
    "distant": [0.0, -200.0, -10000.0],
}


def exact(row: list[float]) -> list[float]:
    top = max(row)
    total = math.fsum(math.exp(z - top) for z in row)
    return [z - top - math.log(total) for z in row]


def computed(rows: list[list[float]], kind: type = np.float32) -> NDArray[np.floating]:
    with np.errstate(all="ignore"):
        return np.asarray(log_softmax(np.array(rows, dtype=kind)))


def test_small_scores() -> None:
    found = computed([ROWS["small"]])
    assert found.shape == (1, 3), f"the result has the shape of the scores, (1, 3), not {found.shape}"
    assert np.allclose(found, [exact(ROWS["small"])]), f"ordinary scores: {found[0]} is wrong"


def test_large_scores() -> None:
    found = computed([[1000.0, 999.0]])
    assert np.isfinite(found).all(), f"exp(1000) overflows, here to {found[0]}: shift the scores first"
    assert not np.allclose(found[0, 0], found[0, 1]), (
        "scores of 1000 and 999 give equal results: scores above a limit were cut"
    )
    assert np.allclose(found, [exact([1000.0, 999.0])], rtol=1e-5), f"1000 and 999 give {found[0]}"


def test_small_probabilities() -> None:
    found = computed([[0.0, -200.0]])
    assert np.isfinite(found).all(), (
        f"the second of two scores 0 and -200 gives {found[0, 1]} instead of -200: "
        "the result passed through a probability"
    )


def test_rows_far_apart() -> None:
    found = computed([[5000.0, 4999.0], [-5000.0, -5001.0]])
    assert np.isfinite(found[1]).all(), "the row of low scores was lost: the shift belongs to its row"
    assert np.allclose(found[0], found[1]), "rows that differ by a constant have equal results"


@pytest.mark.parametrize("name", ROWS)
def test_against_exact_arithmetic(name: str) -> None:
    found = computed([ROWS[name]])
    assert np.allclose(found, [exact(ROWS[name])], rtol=1e-5, atol=1e-6), f"{name} scores: {found[0]}"


def test_masked_entries() -> None:
    found = computed([[3.0, -np.inf, 1.0]])
    assert not np.isnan(found).any(), "a masked entry gave NaN"
    assert np.isneginf(found[0, 1]), f"a masked entry stays minus infinity, not {found[0, 1]}"
    assert np.allclose(found[0, [0, 2]], exact([3.0, 1.0])), "a masked entry changed the others"


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_type_and_argument_are_kept(kind: type) -> None:
    scores = np.array([[1.0, 2.0]], dtype=kind)
    found = log_softmax(scores)
    assert found.dtype == kind, f"the result is {found.dtype}, the scores were {scores.dtype}"
    assert np.array_equal(scores, [[1.0, 2.0]]), "the scores were changed in place"


def test_no_warning() -> None:
    scores = np.array([ROWS["large"], [0.0, -np.inf, 1.0]], dtype=np.float32)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        try:
            log_softmax(scores)
        except FloatingPointError as fault:
            pytest.fail(f"NumPy would warn: {fault}")
