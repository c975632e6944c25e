"""What an answer must satisfy."""

import numpy as np
from answer import page_quantile

EVEN = np.ones((1, 1000), dtype=int)  # one server, all buckets alike
EDGES = np.arange(1.0, 1001.0)  # 1 to 1000 ms: F(x) = x / 1000


def test_one_server_one_call() -> None:
    found = page_quantile(EVEN, EDGES, 1, 0.9)
    assert np.ndim(found) == 0, "the answer is one time, not one for each server"
    assert np.isclose(found, 900), f"one call, times spread evenly up to 1000 ms: the 0.9 quantile is 900, not {found}"


def test_servers_of_unlike_speed() -> None:
    counts = np.zeros((2, 1000), dtype=int)
    counts[0, :100], counts[1, 900:] = 1, 1  # fast: 1 to 100 ms; slow: 901 to 1000 ms
    found = page_quantile(counts, EDGES, 1, 0.75)
    assert not np.isclose(found, 525), (
        "no call takes 525 ms, this is the mean of 75 and 975: add the histograms, not the quantiles"
    )
    assert np.isclose(found, 950), f"half of the calls are slow, so the 0.75 quantile is in their middle, not {found}"


def test_servers_of_unlike_load() -> None:
    counts = np.zeros((2, 1000), dtype=int)
    counts[0, :100], counts[1, 900:] = 9, 1
    found = page_quantile(counts, EDGES, 1, 0.8)
    assert not np.isclose(found, 960), "nine calls of ten are fast: a server with more calls counts for more"
    assert np.isclose(found, 89), f"0.8 of all calls is 0.889 of the fast server's, within 89 ms, not {found}"


def test_two_calls() -> None:
    found = page_quantile(EVEN, EDGES, 2, 0.64)
    assert not np.isclose(found, 640), "640 is the time of one call: with two, the page waits for the slowest"
    assert np.isclose(found, 800), f"both within 800 ms: 0.8 * 0.8 = 0.64; so 800, not {found}"


def test_direction() -> None:
    assert page_quantile(EVEN, EDGES, 10, 0.5) >= 500, (
        "a single call has to be better than the page: a root, not a power"
    )


def test_median_of_many() -> None:
    found = page_quantile(EVEN, EDGES, 40, 0.5)
    assert not np.isclose(found, 988), "988 is 1 - 0.5 / 40: adding up the misses counts pages twice that miss twice"
    assert np.isclose(found, 983), f"40 calls: 0.983 ** 40 = 0.504 is the first above a half: 983, not {found}"


def test_against_simulation() -> None:
    rng = np.random.default_rng(0)
    counts = rng.integers(0, 50, (4, 30)) * np.array([[1], [5], [0], [20]])
    edges = np.cumsum(rng.integers(1, 9, 30)).astype(float)
    weights = counts.sum(axis=0) / counts.sum()
    pages = rng.choice(edges, p=weights, size=(20_000, 15)).max(axis=1)
    for share in (0.1, 0.5):
        found = page_quantile(counts, edges, 15, share)
        assert (pages <= found).mean() > share - 0.02, f"in a simulation fewer pages than {share} are within {found} ms"
        assert (pages < found).mean() < share + 0.02, f"in a simulation {share} of the pages are faster than {found} ms"


def test_last_bucket() -> None:
    counts = np.array([[999, 0, 1], [0, 0, 0]])
    assert page_quantile(counts, np.array([1.0, 2.0, 3.0]), 1000, 0.99) == 3, "the slow bucket is met on 63 % of pages"
