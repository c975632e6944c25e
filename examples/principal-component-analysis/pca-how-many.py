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
shuffled = [PCA().fit(rng.permuted(table, axis=0)).explained_variance_ for _ in range(100)]
ceiling = np.quantile(shuffled, 0.95, axis=0)
print("variance of PC1 to PC7:    ", *(f"{v:6.2f}" for v in pca.explained_variance_[:7]))
print("shuffled, 95th percentile: ", *(f"{v:6.2f}" for v in ceiling[:7]))
print(f"edge for pure noise, (1 + sqrt(d / n))**2: {(1 + np.sqrt(d / n)) ** 2:.2f}")

folds = StratifiedKFold(5, shuffle=True, random_state=0)
for k in (1, 2, 5, 10, 30):
    model = make_pipeline(StandardScaler(), PCA(k), LogisticRegression(max_iter=1000))
    wrong = (cross_val_predict(model, data.data, data.target, cv=folds) != data.target).sum()
    kept = pca.explained_variance_ratio_[:k].sum()
    print(f"{k:2} components, {kept:.3f} of the variance: {wrong} of {n} rows classified wrongly")

scores = pca.transform(table)
figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3.4), layout="constrained")
for label, colour, marker in ((0, "#d55e00", "x"), (1, "#0072b2", ".")):
    rows = data.target == label
    left.plot(*scores[rows][::2, :2].T, marker, ms=4, color=colour, label=data.target_names[label])
left.set(xlabel="score on PC1", ylabel="score on PC2", title="Every second row")
left.legend()
right.plot(range(1, d + 1), pca.explained_variance_, "o-", ms=4, color="#0072b2", label="table")
right.plot(range(1, d + 1), ceiling, "--", color="#777777", label="columns shuffled")
right.set(xlabel="component", ylabel="variance", title="Variance of each component", yscale="log")
right.legend()
figure.savefig("pca-how-many.svg")
