import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { crossingChances, type LevelCount } from '../../dist/src/stats/crossing-chances.js';

const counts = (...given: readonly [level: number, good: number, n: number][]): LevelCount[] =>
  given.map(([level, good, n]) => ({ level, good, n }));

test('many counts leave one gap, and every place in it is alike', () => {
  const { below, between, above, quantile } = crossingChances(
    counts([2, 500, 500], [6, 490, 500], [10, 300, 500], [14, 50, 500]),
    0.9,
  );
  expect(between[1]).toBeGreaterThan(0.999);
  expect(below + above).toBeLessThan(1e-3);
  expect(quantile(0.5)).toBeCloseTo(8, 1);
  expect(quantile(0.25)).toBeCloseTo(7, 1);
});

test('one bad turn in a few is no fall; many are', () => {
  const good = counts([2, 9, 9], [4, 8, 8], [6, 9, 9], [8, 8, 9]);
  expect(crossingChances(good, 0.9).above).toBeGreaterThan(0.5);
  const bad = counts([2, 9, 9], [4, 8, 8], [6, 9, 9], [8, 2, 9]);
  expect(crossingChances(bad, 0.9).above).toBeLessThan(1e-3);
  expect(crossingChances(counts([2, 1, 9], [4, 0, 8]), 0.9).below).toBeGreaterThan(0.999);
});

test('counts that rise with level, however many, break nothing', () => {
  const { below, between, above } = crossingChances(counts([2, 0, 1e6], [4, 1e6, 1e6]), 0.9);
  expect(below + above + between[0]!).toBeCloseTo(1, 9);
});

test('chances add up to 1, quantiles rise, and a scale of levels is only a scale', () => {
  const steps = fc.array(
    fc.record({
      up: fc.integer({ min: 1, max: 9 }),
      n: fc.integer({ min: 1, max: 50 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 2, maxLength: 8 },
  );
  fc.assert(
    fc.property(steps, (given) => {
      let level = 1;
      const levels = given.map(({ up, n, share }) => {
        level += up;
        return { level, n, good: Math.round(n * share) };
      });
      const chances = crossingChances(levels, 0.9);
      const whole = chances.between.reduce((sum, chance) => sum + chance, chances.below + chances.above);
      expect(whole).toBeCloseTo(1, 9);
      const quantiles = [0.025, 0.2, 0.5, 0.8, 0.975].map(chances.quantile);
      expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
      const scaled = crossingChances(
        levels.map((each) => ({ ...each, level: 3 * each.level })),
        0.9,
      );
      quantiles.forEach((quantile, index) => {
        const other = scaled.quantile([0.025, 0.2, 0.5, 0.8, 0.975][index]!);
        if (Number.isFinite(quantile)) expect(other).toBeCloseTo(3 * quantile, 6);
        else expect(other).toBe(quantile);
      });
    }),
    { numRuns: 60 },
  );
});
