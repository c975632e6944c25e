"""Two estimators that are wrong on average and closer to the truth."""

import numpy as np

rng = np.random.default_rng(0)

rows = rng.normal(size=(400_000, 5))
squares = ((rows - rows.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
print("variance 1 from 5 rows: sum of squared deviations divided by")
for divisor in (4, 5, 6):
    guess = squares / divisor
    bias, error = round(guess.mean() - 1, 2) + 0, ((guess - 1) ** 2).mean()
    print(f"  {divisor}: bias {bias:+.2f}, mean squared error {error:.2f}")

d = 20  # shops, each with one noisy measurement of its own mean
for spread in (0.5, 1.0, 3.0):
    truth = rng.normal(10.0, spread, size=(20_000, d))
    measured = truth + rng.normal(size=truth.shape)  # noise of variance 1
    centre = measured.mean(axis=1, keepdims=True)
    apart = ((measured - centre) ** 2).sum(axis=1, keepdims=True)
    shrunk = centre + (1 - (d - 3) / apart) * (measured - centre)
    risk = [((guess - truth) ** 2).mean() for guess in (measured, shrunk)]
    best = spread**2 / (1 + spread**2)  # for one who knows centre and spread
    print(f"shops spread by {spread}: ", end="")
    print(f"squared error as measured {risk[0]:.2f}, ", end="")
    print(f"shrunk {risk[1]:.2f}, best {best:.2f}")
