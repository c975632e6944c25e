"""What an answer must satisfy."""

import numpy as np
from answer import fit

rng = np.random.default_rng(0)
GROUP = np.arange(60) % 3
ONE_HOT = np.column_stack([np.ones(60), np.eye(3)[GROUP], rng.normal(size=60)])  # rank 4
TARGET = 10.0 + GROUP + rng.normal(size=60)


def test_independent_columns() -> None:
    x = rng.normal(size=(40, 3))
    y = rng.normal(size=40)
    coefficients, rank = fit(x, y)
    assert np.shape(coefficients) == (3,), f"three columns have three coefficients, not {np.shape(coefficients)}"
    assert rank == 3, f"three independent columns have rank 3, not {rank}"
    assert np.allclose(x.T @ (y - x @ coefficients), 0.0), "the residual is not orthogonal to the columns"


def test_one_hot_columns_and_an_intercept() -> None:
    coefficients, rank = fit(ONE_HOT, TARGET)
    assert np.abs(coefficients).max() < 1e3, (
        "coefficients in the thousands and more: a singular value that is zero but for rounding was divided by"
    )
    assert rank == 4, f"the one-hot columns add up to the intercept: of 5 columns 4 are independent, not {rank}"
    assert np.allclose(ONE_HOT.T @ (TARGET - ONE_HOT @ coefficients), 0.0), "the predictions are not the nearest ones"


def test_the_shortest_of_all_solutions() -> None:
    coefficients, _ = fit(ONE_HOT, TARGET)
    null = np.array([1.0, -1.0, -1.0, -1.0, 0.0]) / 2.0
    part = abs(coefficients @ null)
    assert part < 1e-6 or part > 1e3, (
        f"a right solution, but not the shortest: its part along (1, -1, -1, -1, 0) is {part:.2f} and could be zero"
    )


def test_small_units() -> None:
    small = rng.normal(size=(30, 2)) * 1e-10
    coefficients, rank = fit(small, small @ np.array([2.0, -1.0]))
    assert rank == 2 and np.allclose(coefficients, [2.0, -1.0]), (
        "with columns measured in units of 1e-10 the answer changed: compare singular values with the largest of them"
    )


def test_columns_that_are_nearly_alike() -> None:
    t = np.linspace(0.0, 1.0, 50)
    x = t[:, None] ** np.arange(10)  # condition number 4e6
    coefficients, rank = fit(x, x.sum(axis=1))
    assert rank == 10 and np.allclose(coefficients, 1.0, atol=1e-6), (
        f"rank {rank} and an error of {np.abs(coefficients - 1.0).max():.0e}: x.T @ x squares the condition number"
    )
