import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { pooledSlope, type SlopePoint } from '../../dist/src/stats/pooled-slope.js';
import { seededRandom } from '../../dist/src/stats/seeded-random.js';

/** Groups with an intercept each and a common slope; `noise` is the half width of what is added to y. */
function planted(seed: number, groups: number, points: number, slope: number, noise: number): SlopePoint[][] {
  const random = seededRandom(seed);
  return Array.from({ length: groups }, () => {
    const intercept = 50 * random();
    return Array.from({ length: points }, (_, k) => ({
      x: k / points,
      y: intercept + (slope * k) / points + noise * (2 * random() - 1),
    }));
  });
}

test('without noise the slope is exact, whatever the intercepts', () => {
  const found = pooledSlope(planted(1, 10, 8, 12, 0), 1)!;
  expect(found.slope).toBeCloseTo(12, 9);
  expect(found.ci95![0]).toBeCloseTo(12, 9);
  expect(found.ci95![1]).toBeCloseTo(12, 9);
});

test('a point that is far off hardly moves it', () => {
  const [first, ...others] = planted(2, 10, 8, 12, 0);
  const spoilt = [first!.map(({ x, y }, k) => ({ x, y: k === 7 ? y + 100_000 : y })), ...others];
  expect(pooledSlope(spoilt, 1)!.slope).toBeCloseTo(12, 6);
});

test('scaling y scales the slope, turning it round turns it round', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
      const groups = planted(seed, 5, 6, 3, 20);
      const slope = pooledSlope(groups, 1)!.slope;
      const times = (factor: number) =>
        groups.map((group) => group.map(({ x, y }) => ({ x, y: factor * y })));
      expect(pooledSlope(times(10), 1)!.slope).toBeCloseTo(10 * slope, 6);
      expect(pooledSlope(times(-1), 1)!.slope).toBeCloseTo(-slope, 0);
    }),
    { numRuns: 20 },
  );
});

for (const [title, groups, points] of [
  ['many groups, which are drawn as wholes', 40, 8],
  ['one group, whose points are drawn', 1, 60],
] as const) {
  test(`the interval of ${title} covers the truth about as often as it says`, () => {
    let covered = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const [low, high] = pooledSlope(planted(seed, groups, points, 5, 10), seed)!.ci95!;
      if (low <= 5 && high >= 5) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(51);
  });
}

test('there is no slope without two places', () => {
  expect(pooledSlope([], 1)).toBeNull();
  expect(pooledSlope([[{ x: 1, y: 5 }], [{ x: 2, y: 9 }]], 1)).toBeNull();
  expect(pooledSlope([[1, 2, 3].map((y) => ({ x: 1, y }))], 1)).toBeNull();
});
