"""What an answer must satisfy."""

import numpy as np
from answer import leaving_rate

rng = np.random.default_rng(0)


def studies(mean: float, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Subscriptions that survived to a random age and are then watched for 60 days."""
    entered = rng.uniform(0, 400, n)
    more = rng.exponential(mean, n)  # exponential lifetimes do not age
    return entered, entered + np.minimum(more, 60.0), more <= 60.0


def test_everyone_seen_to_the_end() -> None:
    rate, _, _ = leaving_rate(np.zeros(3), np.array([10.0, 20.0, 30.0]), np.array([True, True, True]))
    assert np.isclose(rate, 0.05), f"three endings in 60 days are a rate of 0.05 a day, not {rate}"


def test_survivors_add_days() -> None:
    rate, _, _ = leaving_rate(np.zeros(3), np.array([10.0, 90.0, 100.0]), np.array([True, False, True]))
    assert rate < 2 / 110 * 0.999, "the 90 days of the survivor are missing: they were watched and nothing happened"
    assert rate < 3 / 200 * 0.999, "a survivor was counted as an ending: that observation stopped is no event"
    assert np.isclose(rate, 2 / 200), f"two endings in 200 days are a rate of 0.01 a day, not {rate}"


def test_late_entry() -> None:
    rate, _, _ = leaving_rate(np.array([300.0, 0.0]), np.array([330.0, 70.0]), np.array([True, True]))
    assert np.isclose(rate, 2 / 100), (
        "days before observation began count as watched: whoever left in them could never enter the table"
    )


def test_interval_is_made_for_the_logarithm() -> None:
    rate, low, high = leaving_rate(np.zeros(4), np.array([5.0, 9.0, 40.0, 46.0]), np.array([True] * 4))
    assert low > 0, f"the lower end is {low:.4f}: make the interval for log(rate), in which the likelihood is symmetric"
    assert np.isclose(high / rate, rate / low), (
        "the ends should differ from the rate by the same factor: make the interval for log(rate)"
    )
    assert np.isclose(rate / low, np.exp(0.98)), "with four endings the factor is exp(1.96 / 2)"


def test_precision_comes_from_endings() -> None:
    ended = np.arange(900) < 9
    rate, low, _ = leaving_rate(np.zeros(900), np.full(900, 30.0), ended)
    assert np.isclose(rate, 9 / 27000), "nine endings in 900 times 30 days"
    assert rate / low > np.exp(0.5), (
        "900 rows with 9 endings are as precise as 9 endings: the rows that stay add days, not information"
    )
    assert np.isclose(rate / low, np.exp(1.96 / 3)), "with nine endings the factor is exp(1.96 / 3)"


def test_coverage() -> None:
    caught = 0
    for _ in range(1000):
        _, low, high = leaving_rate(*studies(200.0, 60))
        caught += low <= 1 / 200 <= high
    assert 0.93 <= caught / 1000 <= 0.97, f"a 95 % interval caught the true rate in {caught} of 1,000 simulated studies"
