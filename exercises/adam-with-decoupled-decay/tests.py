"""Tests of adamw: the first step, invariance to scale, epsilon, decay, a known path."""

import numpy as np
from answer import adamw


def test_first_step() -> None:
    found = adamw(lambda theta: np.array([4.0, -0.5]), np.zeros(2), 1, rate=0.01)
    assert np.sign(found).tolist() == [-1.0, 1.0], "a step goes against the gradient"
    length = abs(found[0]) / 0.01
    assert length < 1.5, f"the first step is {length:.2f} times too long: correct both running means"
    assert np.allclose(found, [-0.01, 0.01]), f"the first step has the length of the rate, got {found}"


def test_later_steps_of_a_constant_gradient() -> None:
    found = adamw(lambda theta: np.array([3.0]), np.zeros(1), 50, rate=0.01)
    assert np.allclose(found, -0.5), f"fifty steps of a constant gradient go 0.5 far, not {found[0]:.4f}"


def test_small_gradients_move_as_far() -> None:
    found = adamw(lambda theta: np.array([1e-5]), np.zeros(1), 10, rate=0.01)
    assert found[0] < -0.09 or abs(found[0]) > 0.2, (
        f"gradients of 1e-5, ten steps: 0.1 far, here {-found[0]:.4f}: is epsilon inside the root?"
    )


def test_epsilon_halves_gradients_of_its_size() -> None:
    found = adamw(lambda theta: np.array([1e-3]), np.zeros(1), 1, rate=0.01, epsilon=1e-3)
    assert np.isclose(abs(found[0]), 0.005, rtol=0.01), "a gradient equal to epsilon gives half a step"


def test_decay_without_gradient() -> None:
    found = adamw(lambda theta: np.zeros(1), np.array([2.0]), 10, rate=0.1, decay=0.5)
    expected = 2.0 * 0.95**10
    assert np.allclose(found, expected), (
        f"without a gradient ten steps leave 2 * 0.95 ** 10 = {expected:.4f}, not {found[0]:.4f}"
    )


def test_decay_is_the_same_for_all() -> None:
    noise = np.random.default_rng(0).normal(size=400) * np.array([[1.0], [100.0]])

    def shrunk(decay: float) -> np.ndarray:
        columns = iter(noise.T)
        return adamw(lambda theta: next(columns), np.array([5.0, 5.0]), 400, rate=0.01, decay=decay)

    lost = shrunk(0.0) - shrunk(0.1)
    assert np.isclose(lost[0], lost[1], rtol=0.01), (
        f"the decay of a weight depends on the size of its gradient: {lost[0]:.2f}, {lost[1]:.2f}"
    )


def test_known_path() -> None:
    found = adamw(lambda theta: theta, np.array([1.0, -2.0]), 3, rate=0.1, decay=0.01)
    theta, m, v = np.array([1.0, -2.0]), np.zeros(2), np.zeros(2)
    for power in (1, 2, 3):
        m, v = 0.9 * m + 0.1 * theta, 0.999 * v + 0.001 * theta**2
        step = m / (1 - 0.9**power) / (np.sqrt(v / (1 - 0.999**power)) + 1e-8)
        theta = theta * (1 - 0.1 * 0.01) - 0.1 * step
    assert np.allclose(found, theta, rtol=1e-10), f"three steps in a bowl give {theta}, not {found}"


def test_start_is_kept() -> None:
    theta = np.ones(3)
    found = adamw(lambda theta: theta, theta, 2)
    assert np.array_equal(theta, np.ones(3)), "theta was changed in place"
    assert found.shape == (3,), f"the result has the shape (3,), not {found.shape}"
    assert np.array_equal(adamw(lambda t: t, theta, 0), theta), "without steps theta comes back"
