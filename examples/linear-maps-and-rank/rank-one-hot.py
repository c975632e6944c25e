"""One-hot columns beside an intercept: many coefficients, one prediction."""

import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(0)
n = 200
region = rng.integers(0, 3, n)
size = rng.normal(size=n)
# (200, 5): intercept, three regions, size
X = np.column_stack([np.ones(n), np.eye(3)[region], size])
y = 10 + np.array([0.0, 1.0, 3.0])[region] + 0.5 * size + rng.normal(scale=0.1, size=n)

w, _, rank, s = np.linalg.lstsq(X, y)
null = np.array(
    [1.0, -1.0, -1.0, -1.0, 0.0]
)  # X @ null is zero: the one-hot columns add up to ones
print(f"rank {rank} of {X.shape[1]} columns; last singular value < 1e-12: {s[-1] < 1e-12}")
print("lstsq:         ", *(f"{v:7.2f}" for v in w))
print("lstsq + 30 * z:", *(f"{v:7.2f}" for v in w + 30 * null))
assert np.allclose(X @ null, 0)
assert np.allclose(X @ w, X @ (w + 30 * null))  # not one prediction moved
assert np.isclose(w @ null, 0)  # so w is the shortest
assert np.allclose(w, np.linalg.pinv(X) @ y)
# the residual is orthogonal to every column:
assert np.allclose(X.T @ (y - X @ w), 0, atol=1e-10)

dropped = np.linalg.lstsq(X[:, [0, 2, 3, 4]], y)[0]  # region 0 becomes the reference
print("region 0 left out:", *(f"{v:.2f}" for v in dropped))
print(f"region 2 minus region 1: {w[3] - w[2]:.2f} and {dropped[2] - dropped[1]:.2f}")

first, second = np.meshgrid(np.linspace(-1.5, 2.5, 41), np.linspace(-2, 2, 41))
figure, axes = plt.subplots(1, 3, figsize=(9, 3.3), layout="constrained", sharey=True)
for axis, degrees in zip(axes, (90, 20, 0), strict=True):
    angle = np.deg2rad(degrees)
    columns = np.array([[1.0, np.cos(angle)], [0.0, np.sin(angle)]])  # two columns of length 1
    goal = np.array([1.0, 0.0])
    reached = columns[:, 0, None, None] * first + columns[:, 1, None, None] * second
    error = ((reached - goal[:, None, None]) ** 2).sum(axis=0)
    axis.contourf(first, second, error, levels=[0, 0.03, 0.2, 0.6, 2, 16], cmap="Blues_r")
    axis.plot(*(np.linalg.pinv(columns) @ goal), "o", color="#d55e00")
    axis.set(title=f"columns {degrees}° apart", xlabel="first coefficient", aspect="equal")
axes[0].set_ylabel("second coefficient")
figure.savefig("rank-one-hot.svg")
