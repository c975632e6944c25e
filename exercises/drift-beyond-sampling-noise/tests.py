"""What an answer must satisfy."""

import numpy as np
from answer import drift

rng = np.random.default_rng(0)


def test_no_difference() -> None:
    counts = np.array([10, 20, 30, 40])
    assert np.allclose(drift(counts, counts), (0.0, 0.0)), "a histogram has not drifted from itself"


def test_direction() -> None:
    a, b = np.array([800, 100, 100]), np.array([300, 300, 400])
    assert np.isclose(drift(a, b)[0], drift(b, a)[0]), (
        "exchanging the two histograms changed the index: it adds KL in both directions"
    )


def test_unit() -> None:
    a, b = np.array([7500, 2500]) * 1000, np.array([2500, 7500]) * 1000
    found = drift(a, b)[0]
    assert not np.isclose(found, np.log2(3), atol=1e-3), "that is in bits: thresholds such as 0.1 are meant in nats"
    assert np.isclose(found, np.log(3), atol=1e-3), f"shares of 3/4 and 1/4 exchanged give log 3 = 1.099, not {found}"


def test_empty_bin() -> None:
    found = drift(np.array([50, 50, 0]), np.array([40, 40, 20]))[0]
    assert found < 1.5, (
        f"one empty bin gives {found:.1f} nats: a tiny constant decides the answer; add half a count to each bin"
    )
    assert found > 0.3, "a fifth of the rows is in a bin that was empty: that bin was left out"
    u, v = np.array([50.5, 50.5, 0.5]) / 101.5, np.array([40.5, 40.5, 20.5]) / 101.5
    assert np.isclose(found, ((u - v) * np.log(u / v)).sum()), "add half a count to each bin, divide by the new total"


def test_ratio_is_near_one_without_drift() -> None:
    for n, m in ((2000, 2000), (50_000, 500)):
        ratios = [
            drift(rng.multinomial(n, np.full(10, 0.1)), rng.multinomial(m, np.full(10, 0.1)))[1] for _ in range(400)
        ]
        assert np.mean(ratios) < 2.5, (
            f"without drift the ratio averages {np.mean(ratios):.1f} for {n} and {m} rows: "
            "the smaller sample decides the noise, 1 / n + 1 / m"
        )
        assert 0.8 < np.mean(ratios) < 1.25, (
            f"without drift the ratio should average about 1, not {np.mean(ratios):.2f}"
        )
