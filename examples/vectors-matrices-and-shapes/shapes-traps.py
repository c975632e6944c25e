"""Five operations that give the right shape and the wrong content."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits

images = load_digits().images[[0, 3, 6]]  # (3, 8, 8): image, row, column
stack = np.moveaxis(images, 0, -1)  # (8, 8, 3): channels last, as images are read
right = stack.transpose(2, 0, 1)  # (3, 8, 8): every number keeps its axes
wrong = stack.reshape(3, 8, 8)  # (3, 8, 8): the same numbers read in another order
assert np.array_equal(right, images)  # the way back to where the pixels came from
print(
    "1. shapes equal:", right.shape == wrong.shape, " contents equal:", np.array_equal(right, wrong)
)

weights = np.arange(1.0, 10.0).reshape(3, 3)
by_mistake = weights / weights.sum(axis=1)  # (3, 3) / (3,) divides columns by row sums
meant = weights / weights.sum(axis=1, keepdims=True)  # (3, 3) / (3, 1)
print("2. row sums:", by_mistake.sum(axis=1).round(2), "with keepdims:", meant.sum(axis=1).round(2))

counts = np.zeros(3, dtype=int)
counts[[0, 0, 2]] += 1
print("3. counted by +=:", counts, " by bincount:", np.bincount([0, 0, 2], minlength=3))

tenths = np.full((1_000_000, 2), 0.1, dtype=np.float32)
print(f"4. mean of a million 0.1 by columns: {tenths.mean(axis=0)[0]:.3f}", end="")
print(f", in float64: {tenths.mean(axis=0, dtype=np.float64)[0]:.3f}")
vector = np.ones(3, dtype=np.float32)
print(
    "   float32 times 2.0:",
    (vector * 2.0).dtype,
    " times np.float64(2.0):",
    (vector * np.float64(2.0)).dtype,
)

table = np.zeros((1000, 1000))
column, rows = table[:, 0], table[[0, 1]]
print("5. strides", table.strides, "transposed", table.T.strides, "column", column.strides)
print(
    "   views: slice",
    np.shares_memory(table, column),
    " list of indices",
    np.shares_memory(table, rows),
)

figure, axes = plt.subplots(2, 3, figsize=(6, 4), layout="constrained")
for row, (name, batch) in enumerate((("transpose", right), ("reshape", wrong))):
    for column_index in range(3):
        axis = axes[row, column_index]
        axis.pcolormesh(batch[column_index][::-1], cmap="gray_r")
        axis.set(xticks=[], yticks=[], aspect="equal", title=f"{name}: channel {column_index}")
figure.savefig("shapes-traps.svg")
