import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { averageRanks } from '../../dist/src/stats/average-ranks.js';
import { blockBootstrap } from '../../dist/src/stats/block-bootstrap.js';
import { effectiveN } from '../../dist/src/stats/effective-n.js';
import { fisherInterval } from '../../dist/src/stats/fisher-interval.js';
import { countFreezes, countStalls, gaps } from '../../dist/src/stats/gaps.js';
import { isotonicFit } from '../../dist/src/stats/isotonic-fit.js';
import { createLatencyHistogram, decodeLatencyHistogram } from '../../dist/src/stats/latency-histogram.js';
import { nearestRank } from '../../dist/src/stats/nearest-rank.js';
import { seededRandom } from '../../dist/src/stats/seeded-random.js';
import { spearman } from '../../dist/src/stats/spearman.js';

test('gaps count between points that add text', () => {
  const found = gaps([
    [0, 0],
    [100, 5],
    [200, 5],
    [1_100, 6],
    [4_100, 9],
    [4_200, 8],
    [4_300, 10],
  ]);
  expect(found).toEqual([1_000, 3_000, 200]);
  expect([countStalls(found), countFreezes(found)]).toEqual([2, 1]);
  expect(gaps([])).toEqual([]);
});

test('mulberry32 gives the known row', () => {
  const random = seededRandom(1);
  expect([random(), random(), random()]).toEqual([
    0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
  ]);
});

test('random numbers fill [0, 1) evenly, whatever the seed', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = seededRandom(seed);
      const all = Array.from({ length: 2_000 }, random);
      const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
      return all.every((value) => value >= 0 && value < 1) && Math.abs(mean - 0.5) < 0.05;
    }),
    { numRuns: 30 },
  );
});

test('infinite waits share the highest rank', () => {
  const never = Number.POSITIVE_INFINITY;
  expect(averageRanks([3, never, 1, never])).toEqual([2, 3.5, 1, 3.5]);
  expect(spearman([1, 2, 3, 4], [1, 2, never, never])).toBeGreaterThan(0.9);
  expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull();
  expect(spearman([1, 2], [1, 2])).toBeNull();
});

test('an isotonic fit falls, keeps the weighted mean, and leaves falling values alone', () => {
  const points = fc.array(
    fc.record({ value: fc.double({ min: 0, max: 1, noNaN: true }), weight: fc.integer({ min: 1, max: 50 }) }),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(points, (given) => {
      const blocks = isotonicFit(given);
      const sum = given.reduce((total, { value, weight }) => total + value * weight, 0);
      const fitted = blocks.reduce((total, { value, weight }) => total + value * weight, 0);
      expect(fitted).toBeCloseTo(sum, 6);
      for (let i = 1; i < blocks.length; i++)
        expect(blocks[i]!.value).toBeLessThanOrEqual(blocks[i - 1]!.value);
      const falling = given.toSorted((a, b) => b.value - a.value);
      expect(isotonicFit(falling).map(({ value }) => value)).toEqual(falling.map(({ value }) => value));
    }),
  );
});

test('a histogram survives its encoding, adds up, and is right within its three digits', () => {
  const durations = fc.array(fc.integer({ min: 1, max: 100_000_000 }), { minLength: 200, maxLength: 600 });
  fc.assert(
    fc.property(durations, fc.nat(199), (us, at) => {
      const [whole, first, second] = [
        createLatencyHistogram(),
        createLatencyHistogram(),
        createLatencyHistogram(),
      ];
      us.forEach((value, index) => {
        whole.record(value);
        (index < at ? first : second).record(value);
      });
      const merged = decodeLatencyHistogram(first.encode());
      merged.add(decodeLatencyHistogram(second.encode()));
      const actual = merged.toDistributionMs();
      // Encoding rounds the largest to its three digits, too.
      expect(actual).toEqual(decodeLatencyHistogram(whole.encode()).toDistributionMs());
      for (const [name, q] of [
        ['p50', 0.5],
        ['p95', 0.95],
        ['p99', 0.99],
        ['max', 1],
      ] as const) {
        const exact = nearestRank(us, q)! / 1_000;
        expect(Math.abs(actual[name]! - exact)).toBeLessThanOrEqual(Math.max(0.001, exact * 0.001));
      }
    }),
    { numRuns: 40 },
  );
});

test('a histogram keeps the rules of least n', () => {
  const histogram = createLatencyHistogram();
  expect(histogram.toDistributionMs()).toMatchObject({
    n: 0,
    p50: null,
    max: null,
    missing: { max: 'no-data' },
  });
  histogram.record(1_500);
  histogram.record(-3);
  expect(histogram.toDistributionMs()).toMatchObject({
    n: 2,
    p50: null,
    max: 1.5,
    missing: { p50: 'too-few' },
  });
});

test('autocorrelated series are worth fewer pairs than they have', () => {
  const random = seededRandom(5);
  const noise = (): number[] => Array.from({ length: 200 }, random);
  const walk = (): number[] => {
    let at = 0;
    return noise().map((step) => (at += step - 0.5));
  };
  expect(effectiveN(noise(), noise())!).toBeGreaterThan(120);
  expect(effectiveN(walk(), walk())!).toBeLessThan(40);
  expect(effectiveN([1, 2], [1, 2])).toBeNull();
});

test("Fisher's interval is SciPy's, and of under 4 pairs there is none", () => {
  // stats.pearsonr's own confidence_interval() of a correlation of 0.5 from 20 pairs.
  const [low, high] = fisherInterval(0.5, 20)!;
  expect(low).toBeCloseTo(0.0738, 3);
  expect(high).toBeCloseTo(0.7718, 3);
  expect(fisherInterval(0.5, 3)).toBeNull();
});

test('the block bootstrap covers no correlation about as often as it says', () => {
  let covered = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed);
    const [xs, ys] = [Array.from({ length: 60 }, random), Array.from({ length: 60 }, random)];
    const pick = (values: readonly number[], at: readonly number[]): number[] => at.map((i) => values[i]!);
    const interval = blockBootstrap(60, (at) => spearman(pick(xs, at), pick(ys, at)), seed)!;
    if (interval[0] <= 0 && interval[1] >= 0) covered++;
  }
  expect(covered).toBeGreaterThanOrEqual(50);
});
