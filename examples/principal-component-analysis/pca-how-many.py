"""How many components a table has, against shuffled columns and against the task."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

data = load_breast_cancer()
n, d = data.data.shape
table = StandardScaler().fit_transform(data.data)
rng = np.random.default_rng(0)

pca = PCA(svd_solver="full").fit(table)
variances = pca.explained_variance_
tables = (rng.permuted(table, axis=0) for _ in range(100))
shuffled = [PCA(svd_solver="full").fit(t).explained_variance_ for t in tables]
ceiling = np.quantile(shuffled, 0.95, axis=0)
print("variance of PC1 to PC7:   ", *(f"{v:5.2f}" for v in variances[:7]))
print("shuffled, 95th percentile:", *(f"{v:5.2f}" for v in ceiling[:7]))
print(f"edge for pure noise, (1 + sqrt(d / n))**2: {(1 + np.sqrt(d / n)) ** 2:.2f}")

folds = StratifiedKFold(5, shuffle=True, random_state=0)
for k in (1, 2, 5, 10, 30):
    model = make_pipeline(StandardScaler(), PCA(k), LogisticRegression(max_iter=1000))
    predicted = cross_val_predict(model, data.data, data.target, cv=folds)
    wrong = (predicted != data.target).sum()
    kept = pca.explained_variance_ratio_[:k].sum()
    print(f"{k:2} components, {kept:.3f} of the variance: {wrong} of {n} rows wrong")

scores = pca.transform(table)
figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3.4), layout="constrained")
for label, colour, marker in ((0, "#d55e00", "x"), (1, "#0072b2", ".")):
    rows = data.target == label
    name = data.target_names[label]
    left.plot(*scores[rows][::2, :2].T, marker, ms=4, color=colour, label=name)
left.set(xlabel="score on PC1", ylabel="score on PC2", title="Every second row")
left.legend()
number = range(1, d + 1)
right.plot(number, variances, "o-", ms=4, color="#0072b2", label="table")
right.plot(number, ceiling, "--", color="#777777", label="columns shuffled")
right.set(xlabel="component", ylabel="variance", yscale="log")
right.set_title("Variance of each component")
right.legend()
figure.savefig("pca-how-many.svg")
