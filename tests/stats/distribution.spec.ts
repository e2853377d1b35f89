import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { distribution } from '../../dist/src/stats/distribution.js';
import { nearestRank } from '../../dist/src/stats/nearest-rank.js';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

test('nothing gives nothing, with the reason', () => {
  expect(distribution([])).toEqual({
    n: 0,
    unanswered: 0,
    p50: null,
    p95: null,
    p99: null,
    max: null,
    missing: { p50: 'no-data', p95: 'no-data', p99: 'no-data', max: 'no-data' },
  });
});

for (const [n, p50, p95, p99] of [
  [3, null, null, null],
  [4, 2, null, null],
  [39, 20, null, null],
  [40, 20, 38, null],
  [199, 100, 190, null],
  [200, 100, 190, 198],
] as const) {
  test(`${n} values give the percentiles they are enough for`, () => {
    const actual = distribution(upTo(n));
    expect([actual.p50, actual.p95, actual.p99, actual.max]).toEqual([p50, p95, p99, n]);
    if (p95 === null) expect(actual.missing?.p95).toBe('too-few');
  });
}

test('a percentile among unanswered attempts is null and lies over the limit', () => {
  const actual = distribution(upTo(37), { unanswered: 3, over: 20_000 });
  expect(actual).toEqual({
    n: 40,
    unanswered: 3,
    p50: 20,
    p95: null,
    p99: null,
    max: null,
    p95Over: 20_000,
    maxOver: 20_000,
    missing: { p95: 'unanswered', p99: 'too-few', max: 'unanswered' },
  });
});

test('an unanswered attempt never lowers a percentile', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 400 });
  fc.assert(
    fc.property(values, fc.nat(50), (answered, unanswered) => {
      const [without, having] = [distribution(answered), distribution(answered, { unanswered, over: 1e7 })];
      for (const name of ['p50', 'p95', 'p99'] as const) {
        const [a, b] = [without[name], having[name] ?? having[`${name}Over`] ?? null];
        if (a !== null && b !== null && b < a) return false;
      }
      return true;
    }),
  );
});

test('percentiles rise and come from the values', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 200, maxLength: 400 });
  fc.assert(
    fc.property(values, (all) => {
      const { p50, p95, p99, max } = distribution(all);
      return (
        p50! <= p95! && p95! <= p99! && p99! <= max! && [p50, p95, p99, max].every((p) => all.includes(p!))
      );
    }),
  );
});

test('nearest rank is not fooled by 0.95 × 20', () => {
  expect(nearestRank(upTo(20), 0.95)).toBe(19);
  expect(nearestRank([], 0.5)).toBeNull();
  expect(nearestRank([7], 0.01)).toBe(7);
  expect(nearestRank([1, Number.POSITIVE_INFINITY], 1)).toBe(Number.POSITIVE_INFINITY);
});
