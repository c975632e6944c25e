"""Counts how many alarms are real, and compares Bayes' theorem."""

import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(0)
n, base, caught, false = 4_000_000, 0.001, 0.99, 0.01

fraud = rng.random(n) < base
cause = rng.random(n) < 0.005  # something odd and honest that sets off detectors
rest = (false - 0.005) / (1 - 0.005)  # all other reasons: together again 1 %

alone, sharing = [], []
for _ in range(2):
    alone.append(rng.random(n) < np.where(fraud, caught, false))
    fired = rng.random(n) < np.where(fraud, caught, rest)
    sharing.append(fired | (cause & ~fraud))
once = caught / false  # likelihood ratio of one alarm
related = caught**2 / (0.005 + (1 - 0.005) * rest**2)

print("share of fraud among transactions with     counted  Bayes  apart")
for name, alarm, ratio in [
    ("one alarm", alone[0], once),
    ("two alarms, errors independent", alone[0] & alone[1], once**2),
    ("two alarms, half of the errors shared", sharing[0] & sharing[1], related),
]:
    odds = base / (1 - base) * ratio
    expected = odds / (1 + odds)
    found = fraud[alarm].mean()
    spread = np.sqrt(expected * (1 - expected) / alarm.sum())
    apart = (found - expected) / spread  # in standard errors: beyond 4 is no chance
    assert abs(apart) < 4
    print(f"  {name:40} {found:6.3f} {expected:6.3f}  {apart:+.1f}")
rates = [alarm[~fraud].mean() for alarm in (alone[0], sharing[0])]
print("  false-alarm rates of the two kinds:", *(f"{r:.4f}" for r in rates))

print("solved of tasks       easy             hard             all")
old, new = [(870, 900), (55, 100)], [(97, 100), (585, 900)]
for name, counts in [("old", old), ("new", new)]:
    counts.append((sum(g for g, _ in counts), sum(s for _, s in counts)))
    print(f"  {name} model  ", *(f"{g:4} of {s:4} {g / s:.3f}" for g, s in counts))

bases = np.logspace(-5, -0.5, 200)
figure, axes = plt.subplots(figsize=(6.4, 3.2), layout="constrained")
for rate, style in [(0.001, "-"), (0.01, "--"), (0.1, ":")]:
    real = bases * caught / (bases * caught + (1 - bases) * rate)
    axes.semilogx(bases, real, style, color="#0072b2", label=f"{rate:.1%}")
axes.set(xlabel="share of fraud among transactions")
axes.set(ylabel="share of real alarms")
axes.legend(title="false-alarm rate")
figure.savefig("alarms-by-simulation.svg")
