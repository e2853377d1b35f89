import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type ChangeRule, compareSamples } from '../../dist/src/stats/compare-samples.js';
import { compareShares } from '../../dist/src/stats/compare-shares.js';
import { dependenceInflation } from '../../dist/src/stats/dependence-inflation.js';

const RULE: ChangeRule = { better: 'lower', scale: 'ratio', minimum: 0.1 };
const DIFFERENCE: ChangeRule = { better: 'higher', scale: 'difference', minimum: 0.05 };
/** Evenly spread around a centre, by steps of the golden section: neighbours are not alike. */
const around = (centre: number, n: number): number[] =>
  Array.from({ length: n }, (_, k) => centre * (0.8 + 0.4 * ((k * 0.618_033_988_75) % 1)));

test('what rose by more than the minimum, beyond doubt, is a regression where lower is better', () => {
  const change = compareSamples([around(1_000, 61)], around(1_300, 61), RULE);
  expect(change.status).toBe('regression');
  expect(change.effect).toBeCloseTo(0.3, 1);
  expect(change.ci95![0]!).toBeGreaterThan(0.1);
  expect(change).toMatchObject({ nBefore: 61, nAfter: 61, runsBefore: 1, runSpread: null });
  expect(compareSamples([around(1_300, 61)], around(1_000, 61), RULE).status).toBe('improvement');
  expect(compareSamples([around(1, 61)], around(1.3, 61), DIFFERENCE).status).toBe('improvement');
});

test('an effect below the minimum is none, however sure it is; one that may be above is left open', () => {
  expect(compareSamples([around(1_000, 799)], around(1_040, 799), RULE).status).toBe('no-change');
  expect(compareSamples([around(1_000, 799)], around(1_095, 799), RULE).status).toBe('inconclusive');
  expect(compareSamples([around(1_000, 9)], around(1_000, 9), RULE).status).toBe('inconclusive');
});

test('with too few turns an interval has no ends, and nothing is said', () => {
  const change = compareSamples([[900, 1_000]], [3_000, 4_000], RULE);
  expect(change).toMatchObject({ status: 'inconclusive' });
  expect(change.ci95![1]).toBeNull();
  expect(compareSamples([], [1], RULE)).toMatchObject({ status: 'inconclusive', effect: null, ci95: null });
  expect(compareSamples([[]], [1], RULE)).toMatchObject({ nBefore: 0, runsBefore: 0 });
});

test('turns that were not answered are worse than all that were', () => {
  const half = around(1_000, 60).map((value, k) => (k % 2 === 0 ? null : value));
  expect(compareSamples([around(1_000, 60)], half, RULE).status).toBe('regression');
  const none = Array.from({ length: 60 }, () => null);
  const change = compareSamples([around(1_000, 60)], none, RULE);
  expect(change).toMatchObject({ status: 'regression', effect: null });
  const good = around(1, 60);
  expect(compareSamples([good], none, DIFFERENCE).status).toBe('regression');
});

test('earlier runs that differ among themselves make a change harder to believe', () => {
  const runs = [850, 1_200, 950, 1_100, 900].map((centre) => around(centre, 61));
  const alike = [1, 2, 3, 4, 5].map(() => around(990, 61));
  expect(compareSamples(alike, around(1_190, 61), RULE).status).toBe('regression');
  const change = compareSamples(runs, around(1_190, 61), RULE);
  expect(change.status).toBe('inconclusive');
  expect(change.runSpread!).toBeGreaterThan(0.05);
  const counts = [50, 58, 44, 60, 52].map((good) => ({ good, n: 60 }));
  expect(compareShares(counts, { good: 45, n: 60 }, 0.05).status).toBe('inconclusive');
  expect(compareShares([{ good: 264, n: 300 }], { good: 45, n: 60 }, 0.05).status).toBe('regression');
});

test("shares: Newcombe's own example", () => {
  // Newcombe 1998, table II, method 10, example (a): 56/70 − 48/80 = 0.2, 0.0524 to 0.3339.
  const { effect, ci95 } = compareShares([{ good: 48, n: 80 }], { good: 56, n: 70 }, 0.05);
  expect(effect).toBeCloseTo(0.2, 10);
  expect(ci95![0]).toBeCloseTo(0.0524, 4);
  expect(ci95![1]).toBeCloseTo(0.3339, 4);
  expect(compareShares([], { good: 1, n: 1 }, 0.05)).toMatchObject({ status: 'inconclusive', effect: null });
});

test('turning before and after round turns the change round', () => {
  const values = fc.array(fc.double({ min: 1, max: 1e4, noNaN: true }), { minLength: 8, maxLength: 30 });
  fc.assert(
    fc.property(values, values, (before, after) => {
      const there = compareSamples([before], after, DIFFERENCE);
      const back = compareSamples([after], before, DIFFERENCE);
      const turned = { regression: 'improvement', improvement: 'regression' } as const;
      expect(back.effect).toBeCloseTo(-there.effect!, 9);
      if (there.status === 'regression' || there.status === 'improvement')
        expect(back.status).toBe(turned[there.status]);
      const [low, high] = there.ci95!;
      expect(low === null || low <= there.effect!).toBe(true);
      expect(high === null || high >= there.effect!).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('neighbours that are alike weigh less, independent ones as much as they are', () => {
  const alike = Array.from({ length: 60 }, (_, k) => Math.floor(k / 10));
  expect(dependenceInflation(alike)).toBeGreaterThan(5);
  const spread = Array.from({ length: 60 }, (_, k) => (k * 37) % 61);
  expect(dependenceInflation(spread)).toBeLessThan(1.5);
  expect(dependenceInflation([1, 1, 1, 1, 1, 1, 1, 1, 1])).toBe(1);
});
