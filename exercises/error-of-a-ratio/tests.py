"""What an answer must satisfy."""

import numpy as np
from answer import ratio_and_error


def population(rng: np.random.Generator, users: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw clicks and views of users who differ in both."""
    views = rng.poisson(15 * rng.gamma(1.0, size=users))
    return rng.binomial(views, rng.beta(1.0, 9.0, size=users)).astype(float), views.astype(float)


def test_the_ratio() -> None:
    ratio, _ = ratio_and_error(np.array([1.0, 0.0, 90.0]), np.array([1.0, 9.0, 290.0]))
    assert np.isclose(ratio, 91 / 300), f"the ratio is one sum divided by the other, {91 / 300:.4f}, not {ratio:.4f}"


def test_users_who_differ_in_views_alone() -> None:
    views = np.array([10.0, 20.0, 40.0, 80.0])
    _, error = ratio_and_error(0.5 * views, views)
    if np.isclose(error, np.sqrt(0.25 / 150)):
        raise AssertionError("this is the binomial error, but the views of a user are related: count users, not views")
    fixed = np.std(0.5 * views, ddof=1) / np.sqrt(4) / views.mean()
    assert not np.isclose(error, fixed), "other users would also have had other numbers of views: these vary as well"
    assert not np.isclose(error, fixed * np.sqrt(2)), "clicks and views rise together: subtract their covariance"
    assert np.isclose(error, 0, atol=1e-9), (
        f"users differ in views alone, each clicks on exactly half: the ratio cannot move, and the error is {error:.3f}"
    )


def test_the_worked_case() -> None:
    ratio, error = ratio_and_error(np.array([1.0, 4.0, 4.0]), np.array([10.0, 20.0, 30.0]))
    assert np.isclose(ratio, 0.15), "9 clicks on 60 views are 0.15"
    assert np.isclose(error, 0.025), f"deviations -0.5, 1 and -0.5, mean of the views 20: 0.025, not {error:.4f}"


def test_equal_denominators_give_the_error_of_a_mean() -> None:
    values = np.random.default_rng(2).normal(5, 2, size=40)
    _, error = ratio_and_error(values, np.ones(40))
    expected = values.std(ddof=1) / np.sqrt(40)
    assert np.isclose(error, expected), "with all denominators 1, this is the standard error of a mean, with n - 1"


def test_units() -> None:
    clicks, views = population(np.random.default_rng(3), 200)
    _, error = ratio_and_error(clicks, views)
    _, scaled = ratio_and_error(1000 * clicks, 10 * views)
    assert np.isclose(scaled, 100 * error), "1000 times the numerators, 10 times the denominators: 100 times the error"


def test_against_the_spread_over_repetitions() -> None:
    rng = np.random.default_rng(4)
    found = np.array([ratio_and_error(*population(rng, 400)) for _ in range(1500)])
    spread, stated = found[:, 0].std(), np.sqrt((found[:, 1] ** 2).mean())
    assert 0.9 < stated / spread < 1.1, (
        f"over 1,500 samples the ratio varies by {spread:.4f}, the error says {stated:.4f}"
    )


def test_users_without_views() -> None:
    result = ratio_and_error(np.array([0.0, 2.0, 1.0]), np.array([0.0, 4.0, 4.0]))
    assert np.isfinite(result).all(), "a user without views is legal, and says something about the spread of views"
