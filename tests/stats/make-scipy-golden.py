"""Computes the golden values that the statistics are held against. Run once, by hand, from this folder:

    pip install scipy==1.17.1 && python3 make-scipy-golden.py > scipy.golden.json
"""

import json

import numpy as np
from scipy import optimize, stats

rng = np.random.default_rng(20260101)

intervals = []
for trials in (1, 2, 5, 11, 14, 36, 100, 400, 3000):
    for successes in sorted({0, 1, trials // 3, trials // 2, (9 * trials) // 10, trials - 1, trials} & set(range(trials + 1))):
        result = stats.binomtest(successes, trials)
        wilson = result.proportion_ci(method="wilson")
        exact = result.proportion_ci(method="exact")
        intervals.append(
            {
                "successes": successes,
                "trials": trials,
                "wilson": [wilson.low, wilson.high],
                "exact": [exact.low, exact.high],
                "atMost": stats.binom.cdf(successes, trials, 0.9),
                "atLeast": stats.binom.sf(successes - 1, trials, 0.9),
            }
        )

correlations = []
for n in (3, 8, 20, 60):
    for ties in (False, True):
        x = rng.normal(size=n)
        y = 0.6 * x + rng.normal(size=n)
        if ties:
            x, y = np.round(x), np.round(y)
        rho = stats.spearmanr(x, y).statistic
        correlations.append({"x": x.tolist(), "y": y.tolist(), "spearman": None if np.isnan(rho) else float(rho), "kendall": None if np.isnan(rho) else float(stats.kendalltau(x, y).statistic)})

fits = []
for n in (2, 5, 9, 30):
    values = np.sort(rng.uniform(size=n))[::-1] + rng.normal(scale=0.2, size=n)
    weights = rng.integers(1, 40, size=n).astype(float)
    fit = optimize.isotonic_regression(values, weights=weights, increasing=False)
    fits.append({"values": values.tolist(), "weights": weights.tolist(), "fit": fit.x.tolist()})

percentiles = []
for n in (4, 39, 40, 199, 200, 1001):
    values = rng.lognormal(5, 1, size=n)
    percentiles.append(
        {
            "values": values.tolist(),
            **{name: float(np.quantile(values, q, method="inverted_cdf")) for name, q in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))},
        }
    )

shifts = []
for m, n in ((8, 9), (30, 25), (60, 60)):
    before = rng.lognormal(0, 0.3, size=m)
    after = rng.lognormal(0.2, 0.3, size=n)
    differences = np.sort(np.subtract.outer(after, before).ravel())
    shifts.append(
        {
            "before": before.tolist(),
            "after": after.tolist(),
            "shift": float(np.median(differences)),
            "aboveShare": float(stats.mannwhitneyu(after, before).statistic / (m * n)),
        }
    )

partials = []
for n in (8, 30):
    time = np.arange(n, dtype=float)
    x = 0.1 * time + rng.normal(size=n)
    y = -0.1 * time + 0.5 * x + rng.normal(size=n)
    controls = np.column_stack([np.ones(n), time, time**2])
    left = [r - controls @ np.linalg.lstsq(controls, r, rcond=None)[0] for r in (stats.rankdata(x), stats.rankdata(y))]
    partials.append({"x": x.tolist(), "y": y.tolist(), "rho": float(stats.pearsonr(*left).statistic)})

chances = [
    {"rho": rho, "n": n, "chance": float(2 * stats.norm.sf(np.arctanh(rho) * np.sqrt(n - 3)))}
    for rho, n in ((0.0, 10), (0.2, 30), (0.5, 20), (0.8, 12))
]

holms = [{"chances": p, "adjusted": [float(v) for v in np.minimum(1, np.maximum.accumulate((len(p) - np.arange(len(p))) * np.sort(p)))]} for p in ([0.01, 0.02, 0.03, 0.5], [0.001, 0.4], [0.04])]

students = [{"df": df, "t": float(stats.t.ppf(0.975, df))} for df in (1, 2, 3, 6, 10, 11, 15, 30, 58, 118, 1000)]

welch = []
for n, m in ((2, 2), (4, 9), (12, 7), (60, 40)):
    before = rng.lognormal(5, 0.3, size=n)
    after = rng.lognormal(5.2, 0.6, size=m)
    result = stats.ttest_ind(after, before, equal_var=False)
    # The product rounds the degrees of freedom down.
    half = stats.t.ppf(0.975, max(1, np.floor(result.df))) * np.sqrt(before.var(ddof=1) / n + after.var(ddof=1) / m)
    difference = float(after.mean() - before.mean())
    welch.append({"before": before.tolist(), "after": after.tolist(), "difference": difference, "half": float(half)})

print(json.dumps({"welch": welch, "partials": partials, "chances": chances, "holms": holms, "shifts": shifts, "students": students, "intervals": intervals, "correlations": correlations, "fits": fits, "percentiles": percentiles}))
