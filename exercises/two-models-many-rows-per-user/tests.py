"""What an answer must satisfy."""

import numpy as np
from answer import compare

Rows = tuple[np.ndarray, np.ndarray, np.ndarray]
rng = np.random.default_rng(0)


def study(users: int) -> Rows:
    """Users with 1 to 40 rows: what changes for a user changes in one direction, up or down."""
    user = np.repeat(np.arange(users), rng.integers(1, 41, users))
    taste = rng.normal(size=users)[user]
    old = rng.random(len(user)) < 0.5
    turned = rng.random(len(user)) < np.where(taste > 0, 0.25, 0.02)
    up = rng.random(users)[user] < 0.5
    new = np.where(turned, up, old)
    return old, new, user


def width(answer: tuple[float, float, float]) -> float:
    return answer[2] - answer[1]


def test_difference_is_that_of_the_accuracies() -> None:
    old = np.array([True, False, False, False, True, True])
    new = np.array([True, True, True, True, True, False])
    gain, low, high = compare(old, new, np.array([7, 7, 7, 7, 3, 9]))
    assert np.isclose(gain, 2 / 6), (
        f"accuracies of 5/6 and 3/6 differ by 0.333, not {gain:.3f}: every row counts once, not every user"
    )
    assert np.isclose((low + high) / 2, gain), "the interval reaches equally far to both sides"


def test_rows_right_in_both_cost_nothing() -> None:
    old = rng.random(2000) < 0.8
    new = old.copy()
    new[:20] = ~new[:20]
    user = np.arange(2000)
    answer = compare(old, new, user)
    change = new.astype(float) - old
    paired = 2 * 1.96 * change.std(ddof=1) / np.sqrt(2000)
    assert width(answer) < 1.5 * paired, (
        f"the models differ on 20 rows of 2,000, and the interval is {width(answer) / paired:.0f} times too wide: "
        "subtract row by row first, what both models share cancels"
    )
    assert np.isclose(width(answer), paired), "with one row a user this is the paired interval of independent rows"


def test_copies_of_a_row_add_nothing() -> None:
    old, new = rng.random(300) < 0.7, rng.random(300) < 0.75
    user = np.arange(300)
    once = compare(old, new, user)
    again = compare(np.repeat(old, 10), np.repeat(new, 10), np.repeat(user, 10))
    assert width(again) > 0.9 * width(once), (
        "each row copied ten times made the interval narrower: rows of one user are not new evidence"
    )
    assert np.allclose(once, again), "ten copies of everything must change nothing"


def test_a_large_gain_does_not_widen() -> None:
    sizes = np.tile([2, 38], 50)
    user = np.repeat(np.arange(100), sizes)
    old = np.arange(len(user)) % 20 == 0
    new = np.ones(len(user), dtype=bool)
    sums = np.bincount(user, weights=~old - (~old).mean())
    expected = 2 * 1.96 * np.sqrt(100 / 99 * (sums**2).sum()) / len(user)
    answer = compare(old, new, user)
    found = width(answer)
    assert np.isclose(answer[0], (~old).mean()), "the gain is the share of rows that were wrong before"
    assert found < 3 * expected, (
        "nearly every row was gained, and the interval is wide because users differ in size: "
        "subtract the overall gain from each row before summing"
    )
    assert np.isclose(found, expected), f"the interval should be {expected:.4f} wide here, not {found:.4f}"


def test_coverage() -> None:
    caught = 0
    for _ in range(400):
        _, low, high = compare(*study(80))
        caught += low <= 0 <= high
    assert 0.91 <= caught / 400 <= 0.98, f"a 95 % interval caught the true difference in {caught} of 400 studies"
