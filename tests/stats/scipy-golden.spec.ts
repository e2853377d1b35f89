import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { binomialAtLeast, binomialAtMost } from '../../dist/src/stats/binomial-tail.js';
import { clopperPearson } from '../../dist/src/stats/clopper-pearson.js';
import { correlationChance } from '../../dist/src/stats/correlation-chance.js';
import { distribution } from '../../dist/src/stats/distribution.js';
import { drawnSpearman } from '../../dist/src/stats/drawn-spearman.js';
import { holm } from '../../dist/src/stats/holm.js';
import { isotonicFit } from '../../dist/src/stats/isotonic-fit.js';
import { kendall } from '../../dist/src/stats/kendall.js';
import { meanDifference } from '../../dist/src/stats/mean-difference.js';
import { pairDifferences } from '../../dist/src/stats/pair-differences.js';
import { partialSpearman } from '../../dist/src/stats/partial-spearman.js';
import { spearman } from '../../dist/src/stats/spearman.js';
import { studentQuantile } from '../../dist/src/stats/student-quantile.js';
import { wilsonInterval } from '../../dist/src/stats/wilson-interval.js';

/** How it was made is written in make-scipy-golden.py. */
interface Golden {
  readonly welch: readonly {
    readonly before: readonly number[];
    readonly after: readonly number[];
    readonly difference: number;
    readonly half: number;
  }[];
  readonly partials: readonly {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly rho: number;
  }[];
  readonly chances: readonly { readonly rho: number; readonly n: number; readonly chance: number }[];
  readonly holms: readonly { readonly chances: readonly number[]; readonly adjusted: readonly number[] }[];
  readonly shifts: readonly {
    readonly before: readonly number[];
    readonly after: readonly number[];
    readonly shift: number;
    /** Share of pairs in which the one after is the greater: Mann and Whitney's U over all pairs. */
    readonly aboveShare: number;
  }[];
  readonly students: readonly { readonly df: number; readonly t: number }[];
  readonly intervals: readonly {
    readonly successes: number;
    readonly trials: number;
    readonly wilson: readonly [number, number];
    readonly exact: readonly [number, number];
    readonly atMost: number;
    readonly atLeast: number;
  }[];
  readonly correlations: readonly {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly spearman: number | null;
    readonly kendall: number | null;
  }[];
  readonly fits: readonly {
    readonly values: readonly number[];
    readonly weights: readonly number[];
    readonly fit: readonly number[];
  }[];
  readonly percentiles: readonly {
    readonly values: readonly number[];
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
  }[];
}

const golden = JSON.parse(readFileSync(new URL('./scipy.golden.json', import.meta.url), 'utf8')) as Golden;

test('intervals and tails of shares are those of SciPy', () => {
  for (const { successes, trials, wilson, exact, atMost, atLeast } of golden.intervals) {
    const context = `${successes} of ${trials}`;
    const [ours, oursExact] = [wilsonInterval(successes, trials)!, clopperPearson(successes, trials)!];
    for (const side of [0, 1] as const) {
      expect(ours[side], context).toBeCloseTo(wilson[side], 10);
      expect(oursExact[side], context).toBeCloseTo(exact[side], 8);
    }
    expect(binomialAtMost(successes, trials, 0.9), context).toBeCloseTo(atMost, 9);
    expect(binomialAtLeast(successes, trials, 0.9), context).toBeCloseTo(atLeast, 9);
  }
});

test("rank correlations are SciPy's, with ties and without", () => {
  for (const { x, y, spearman: expected, kendall: tau } of golden.correlations) {
    const everything = x.map((_, index) => index);
    const actual = [spearman(x, y), drawnSpearman(x, y)(everything), kendall(x, y)];
    if (expected === null || tau === null) expect(actual).toEqual([null, null, null]);
    else
      for (const [index, value] of [expected, expected, tau].entries())
        expect(actual[index]).toBeCloseTo(value, 12);
  }
});

test("isotonic fits are SciPy's", () => {
  for (const { values, weights, fit } of golden.fits) {
    const blocks = isotonicFit(values.map((value, index) => ({ value, weight: weights[index]! })));
    const actual = blocks.flatMap(({ from, to, value }) =>
      Array.from({ length: to - from + 1 }, () => value),
    );
    expect(actual).toHaveLength(fit.length);
    actual.forEach((value, index) => {
      expect(value).toBeCloseTo(fit[index]!, 12);
    });
  }
});

test("percentiles are NumPy's inverted CDF, where there are enough values", () => {
  for (const { values, p50, p95, p99 } of golden.percentiles) {
    const actual = distribution(values);
    expect(actual.p50).toBe(p50);
    expect(actual.p95).toBe(values.length >= 40 ? p95 : null);
    expect(actual.p99).toBe(values.length >= 200 ? p99 : null);
  }
});

test("shifts between two samples are NumPy's, and where they change their sign is SciPy's U", () => {
  for (const { before, after, shift, aboveShare } of golden.shifts) {
    const differences = pairDifferences(before, after)!;
    expect(differences.shift).toBeCloseTo(shift, 12);
    const pairs = before.length * after.length;
    expect(differences.at(1 - aboveShare - 0.5 / pairs)).toBeLessThan(0);
    expect(differences.at(1 - aboveShare + 0.5 / pairs)).toBeGreaterThan(0);
  }
});

test("Student's t is SciPy's", () => {
  for (const { df, t } of golden.students) expect(studentQuantile(df)).toBeCloseTo(t, df <= 10 ? 8 : 5);
});

test("differences of means are SciPy's, by Welch", () => {
  for (const { before, after, difference, half } of golden.welch) {
    const ours = meanDifference(before, after)!;
    expect(ours.difference).toBeCloseTo(difference, 9);
    expect((ours.ci95[1] - ours.ci95[0]) / 2 / half).toBeCloseTo(1, 5);
  }
  expect(meanDifference([1], [1, 2])).toBeNull();
  expect(meanDifference([1, 1], [3, 3])).toEqual({ difference: 2, ci95: [2, 2] });
});

test("what is left of rank correlations, and their chances, are SciPy's", () => {
  for (const { x, y, rho } of golden.partials) {
    const time = x.map((_, index) => index);
    const partial = partialSpearman(x, y, [time, time.map((at) => at * at)])!;
    expect(partial.rho).toBeCloseTo(rho, 9);
    expect(partial.nEffective).toBeLessThanOrEqual(x.length - 2);
  }
  for (const { rho, n, chance } of golden.chances) expect(correlationChance(rho, n)).toBeCloseTo(chance, 6);
  for (const { chances, adjusted } of golden.holms) {
    expect(holm(chances)).toHaveLength(adjusted.length);
    for (const [index, value] of holm(chances).entries()) expect(value).toBeCloseTo(adjusted[index]!, 12);
  }
});
