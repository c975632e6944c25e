"""One matrix, its singular values and its eigenvalues, and what each of them predicts."""

import matplotlib.pyplot as plt
import numpy as np

A = np.array([[0.9, 1.5], [0.0, 0.8]])
u, s, vt = np.linalg.svd(A)
sign = np.sign(vt[:, 1])  # each pair (u, v) may be turned: let v point upwards
u, vt = u * sign, vt * sign[:, None]
eigenvalues, eigenvectors = np.linalg.eig(A)
print("singular values", *(f"{v:.3f}" for v in s), f" condition number {s[0] / s[1]:.2f}")
print("eigenvalues    ", *(f"{v:.3f}" for v in eigenvalues))
assert np.allclose(A @ vt.T, u * s)
assert np.allclose(A @ eigenvectors, eigenvectors * eigenvalues)
assert np.isclose(np.prod(s), abs(np.prod(eigenvalues)))  # both give the area: |det A|
assert np.allclose(s**2, np.linalg.eigvalsh(A.T @ A)[::-1])

x = np.array([0.0, 1.0])
steps = (0, 1, 2, 4, 8, 16, 32)
lengths = [np.linalg.norm(np.linalg.matrix_power(A, k) @ x) for k in steps]
print("steps ", *(f"{k:5}" for k in steps))
print("length", *(f"{v:5.2f}" for v in lengths))

shift = np.eye(10, k=1)  # ones above the diagonal: all ten eigenvalues are zero
nudged = shift.copy()
nudged[-1, 0] = 1e-10
print(
    f"largest |eigenvalue| after a change of 1e-10: {np.abs(np.linalg.eigvals(nudged)).max():.3f}"
)
print(f"smallest singular value after it: {np.linalg.svd(nudged, compute_uv=False)[-1]:.1e}")

angle = np.linspace(0, 2 * np.pi, 121)
circle = np.array([np.cos(angle), np.sin(angle)])
arrow = {"angles": "xy", "scale_units": "xy", "scale": 1, "color": ["#d55e00", "#0072b2"]}
figure, axes = plt.subplots(
    1, 2, figsize=(7.5, 3.6), layout="constrained", sharex=True, sharey=True
)
for axis, curve, ends, names in (
    (axes[0], circle, vt.T, ("v1", "v2")),
    (axes[1], A @ circle, u * s, ("s1 u1", "s2 u2")),
):
    axis.plot(*curve, color="#333333")
    axis.quiver([0, 0], [0, 0], *ends, **arrow)
    for j, name in enumerate(names):
        axis.annotate(name, 1.15 * ends[:, j], ha="center")
    for j in range(2):
        line = np.outer(eigenvectors[:, j], [-2.3, 2.3])
        axis.plot(*line, color="#999999", ls=":", label="kept directions" if j == 0 else None)
    axis.set(aspect="equal", xlim=(-2.3, 2.3), ylim=(-1.4, 1.4))
axes[0].set_title("all x of length 1")
axes[1].set_title("all A x")
axes[0].legend(loc="lower right")
figure.savefig("svd-circle-to-ellipse.svg")
