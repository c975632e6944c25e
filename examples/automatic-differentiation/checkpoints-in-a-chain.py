"""Trades time for memory in reverse mode: keeps every k-th value of a chain, recomputes others."""

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
layers, width = 144, 16
weights = np.random.default_rng(0).normal(size=(layers, width, width)) / np.sqrt(width)
start = np.random.default_rng(1).normal(size=width)


def gradient(every: int) -> tuple[Array, int, int]:
    """The gradient of half the squared output by the input, values held at once, forward steps."""
    kept, x, steps, held = {0: start}, start, 0, 0
    for layer in range(layers):
        x = np.tanh(weights[layer] @ x)
        steps += 1
        if (layer + 1) % every == 0:
            kept[layer + 1] = x
    g = x
    for first in reversed(range(0, layers, every)):
        values = {first: kept[first], first + every: kept.pop(first + every)}
        for layer in range(first, first + every - 1):  # compute this segment once more
            values[layer + 1] = np.tanh(weights[layer] @ values[layer])
            steps += 1
        held = max(held, len(kept) + len(values) - 1)  # one of them is in both
        for layer in reversed(range(first, first + every)):
            g = weights[layer].T @ (g * (1 - values[layer + 1] ** 2))
    return g, held, steps


reference = gradient(1)[0]
print("kept every  values held  forward steps")
spacings = [k for k in range(1, layers + 1) if layers % k == 0]
memory = []
for every in spacings:
    found, held, steps = gradient(every)
    assert np.array_equal(found, reference)
    assert held == layers // every + every
    memory.append(held)
    if every in (1, 2, 12, 72, 144):
        print(f"{every:10}  {held:11}  {steps:13}")
print(f"norm of the gradient {np.linalg.norm(reference):.1e}, to the bit the same")

figure, axes = plt.subplots(figsize=(6.0, 3.2), layout="constrained")
axes.loglog(spacings, memory, "o-")
axes.set(xlabel="layers from one kept value to the next", ylabel="values held at once")
axes.set_xticks([1, 2, 4, 12, 36, 144], ["1", "2", "4", "12", "36", "144"])
axes.set_yticks([24, 50, 100, 145], ["24", "50", "100", "145"])
axes.minorticks_off()
figure.savefig("checkpoints-in-a-chain.svg")
