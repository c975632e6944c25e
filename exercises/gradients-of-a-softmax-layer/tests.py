"""Tests of loss_and_gradients: shapes, the loss, the gradients against central differences."""

import numpy as np
from answer import loss_and_gradients
from numpy.typing import NDArray

Array = NDArray[np.float64]


def batch(n: int = 7, d: int = 4, k: int = 3) -> tuple[Array, Array, Array, NDArray[np.int64]]:
    random = np.random.default_rng(0)
    X, W, b = random.normal(size=(n, d)), random.normal(size=(d, k)), random.normal(size=k)
    return X, W, b, random.integers(k, size=n)


def central(f, parameter: Array, h: float = 6e-6) -> Array:  # type: ignore[no-untyped-def]
    result = np.empty_like(parameter)
    for index in np.ndindex(parameter.shape):
        step = np.zeros_like(parameter)
        step[index] = h
        result[index] = (f(parameter + step) - f(parameter - step)) / (2 * h)
    return result


def ratio(found: Array, expected: Array) -> float:
    return float(np.linalg.norm(found) / np.linalg.norm(expected))


def test_shapes() -> None:
    X, W, b, y = batch()
    _, dW, db = loss_and_gradients(X, W, b, y)
    assert np.shape(dW) == W.shape, f"the gradient of W has the shape of W, {W.shape}, not {np.shape(dW)}"
    assert np.shape(db) == b.shape, f"the gradient of b has the shape of b, {b.shape}, not {np.shape(db)}"


def test_loss_without_knowledge_is_log_k() -> None:
    X, W, b, y = batch()
    loss, _, _ = loss_and_gradients(X, 0 * W, 0 * b, y)
    assert np.isclose(loss, np.log(3)), f"three equal probabilities cost log 3 = 1.0986 on average, not {loss:.4f}"


def test_loss_of_a_batch() -> None:
    X, W, b, y = batch()
    loss, _, _ = loss_and_gradients(X, W, b, y)
    rows = [z[c] - np.log(np.exp(z).sum()) for z, c in zip(X @ W + b, y, strict=True)]
    assert np.isclose(loss, -np.mean(rows)), f"the loss is {loss:.4f}, and row by row {-np.mean(rows):.4f}"


def test_confident_mistake() -> None:
    X, W, b = np.ones((1, 1)), np.array([[20.0, 0.0]]), np.zeros(2)
    _, dW, _ = loss_and_gradients(X, W, b, np.array([1]))
    assert abs(dW).max() > 0.5, "the gradient nearly vanishes on a confident mistake: is p * (1 - p) still in it?"


def test_gradient_of_weights() -> None:
    X, W, b, y = batch()
    _, dW, _ = loss_and_gradients(X, W, b, y)
    expected = central(lambda V: loss_and_gradients(X, V, b, y)[0], W)
    assert not np.isclose(ratio(dW, expected), len(X)), "the gradient of W is n times too large: the loss is a mean"
    assert np.allclose(dW, expected, atol=1e-7), "the gradient of W differs from central differences"


def test_gradient_of_bias() -> None:
    X, W, b, y = batch()
    _, _, db = loss_and_gradients(X, W, b, y)
    expected = central(lambda v: loss_and_gradients(X, W, v, y)[0], b)
    small = np.isclose(ratio(db, expected), 1 / len(X))
    assert not small, "the gradient of the bias is n times too small: sum over the rows, the mean is in the loss"
    assert np.allclose(db, expected, atol=1e-7), "the gradient of the bias differs from central differences"


def test_same_rows_twice() -> None:
    X, W, b, y = batch()
    once = loss_and_gradients(X, W, b, y)[1]
    twice = loss_and_gradients(np.vstack([X, X]), W, b, np.concatenate([y, y]))[1]
    assert np.allclose(once, twice), "a batch given twice has the same mean loss, so the same gradient"


def test_arguments_are_kept() -> None:
    arrays = batch()
    copies = [array.copy() for array in arrays]
    loss_and_gradients(*arrays)
    assert all(map(np.array_equal, arrays, copies)), "one of the arguments was changed in place"
