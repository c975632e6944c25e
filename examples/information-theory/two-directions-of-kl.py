"""One Gaussian fitted to two humps, in both directions of KL; temperature."""

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import norm

Array = NDArray[np.float64]
x = np.linspace(-12, 14, 5201)
dx = x[1] - x[0]


def kl(log_p: Array, log_q: Array) -> float:
    """KL(p, q) by a sum over a fine grid."""
    return float((np.exp(log_p) * (log_p - log_q)).sum() * dx)


def gaussian(mean: float, sd: float) -> Array:
    return np.asarray(norm.logpdf(x, mean, sd))


a, b = gaussian(1.0, 2.0), gaussian(0.0, 1.5)
formula = np.log(1.5 / 2) + (2**2 + 1**2) / (2 * 1.5**2) - 0.5
draws = np.random.default_rng(0).normal(1.0, 2.0, 400_000)
sampled = (norm.logpdf(draws, 1, 2) - norm.logpdf(draws, 0, 1.5)).mean()
print(f"KL of Gaussians: formula {formula:.4f}, grid {kl(a, b):.4f}, ", end="")
print(f"sampled {sampled:.3f}; reversed {kl(b, a):.4f}")

left, right = gaussian(-3.0, 0.8), gaussian(3.0, 1.2)
log_p = np.logaddexp(np.log(0.6) + left, np.log(0.4) + right)
p = np.exp(log_p)
fits = {}
starts = {"forward": 0.0, "reverse": -2.0, "reverse from the right": 3.0}
for name, start in starts.items():

    def loss(v: Array, forward: bool = name == "forward") -> float:
        q = gaussian(v[0], np.exp(v[1]))
        return kl(log_p, q) if forward else kl(q, log_p)

    v = minimize(loss, np.array([start, 0.0]), method="Nelder-Mead").x
    fits[name] = gaussian(v[0], np.exp(v[1]))
    print(f"{name:23} mean {v[0]:5.2f}, sd {np.exp(v[1]):.2f}: ", end="")
    print(f"KL(p, q) {kl(log_p, fits[name]):6.2f}, ", end="")
    print(f"KL(q, p) {kl(fits[name], log_p):.2f}")
mean = (p * x).sum() * dx
sd = np.sqrt((p * (x - mean) ** 2).sum() * dx)
print(f"moments of p:           mean {mean:5.2f}, sd {sd:.2f}")


def softmax(z: Array, temperature: float) -> Array:
    e = np.exp((z - z.max()) / temperature)
    return np.asarray(e / e.sum())


teacher = np.array([6.0, 3.0, 1.0, -2.0])
student = np.array([2.0, 2.5, 0.0, -1.0])
h, steps = 1e-4, 1e-4 * np.eye(4)
print("temperature  entropy of the teacher  T**2 times the gradient of KL")
for t in (1.0, 5.0, 500.0):
    q = softmax(teacher, t)
    up = [-(q * np.log(softmax(student + s, t))).sum() for s in steps]
    down = [-(q * np.log(softmax(student - s, t))).sum() for s in steps]
    gradient = (np.array(up) - np.array(down)) / (2 * h)
    assert np.allclose(gradient, (softmax(student, t) - q) / t, atol=1e-7)
    exact = t * (softmax(student, t) - q)
    print(f"{t:11.0f}  {-(q * np.log(q)).sum():22.3f} ", *(f"{g:6.3f}" for g in exact))
limit = (student - student.mean() - teacher + teacher.mean()) / 4
print("        difference of centred logits / 4", *(f"{g:6.3f}" for g in limit))

figure, axes = plt.subplots(figsize=(6.4, 3.0), layout="constrained")
axes.fill_between(x[::20], p[::20], color="#bbbbbb", label="p, two humps")
for (name, q), style in zip(fits.items(), ("-", "--", ":"), strict=True):
    colour = "#d55e00" if name == "forward" else "#0072b2"
    axes.plot(x[::20], np.exp(q[::20]), style, label=name, color=colour)
axes.set(xlim=(-7, 9), xlabel="x", ylabel="density")
axes.legend(fontsize="small")
figure.savefig("two-directions-of-kl.svg")
