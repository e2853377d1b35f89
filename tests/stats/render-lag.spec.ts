import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Curve } from '../../dist/src/model/records.js';
import { gaps } from '../../dist/src/stats/gaps.js';
import { nearestRank } from '../../dist/src/stats/nearest-rank.js';
import { renderLag } from '../../dist/src/stats/render-lag.js';
import { weightedQuantile } from '../../dist/src/stats/weighted-quantile.js';
import { deliveredAndPainted, firstMsWith, moved } from './planted-curves.js';

/** Each character's own times, looked up one by one. */
function naiveLags(paints: Curve, wire: Curve): number[] {
  return Array.from(
    { length: paints.at(-1)![1] },
    (_, index) => firstMsWith(paints, index + 1) - firstMsWith(wire, index + 1),
  );
}

test('render lag agrees with every character looked up by itself', () => {
  fc.assert(
    fc.property(deliveredAndPainted, ({ wire, paints }) => {
      const lags = naiveLags(paints, wire);
      expect(renderLag(paints, wire)).toEqual({
        firstMs: lags[0],
        p50Ms: nearestRank(lags, 0.5),
        p95Ms: nearestRank(lags, 0.95),
        maxMs: Math.max(...lags),
        lastMs: lags.at(-1),
      });
    }),
    { numRuns: 60 },
  );
});

test('render lag is in order, never negative where nothing is painted before it came, and has no clock', () => {
  fc.assert(
    fc.property(deliveredAndPainted, fc.integer({ min: -9_000, max: 90_000 }), ({ wire, paints }, byMs) => {
      const lag = renderLag(paints, wire)!;
      expect(Math.min(lag.firstMs, lag.p50Ms, lag.lastMs)).toBeGreaterThanOrEqual(0);
      expect(lag.p50Ms <= lag.p95Ms && lag.p95Ms <= lag.maxMs).toBe(true);
      expect(Math.max(lag.firstMs, lag.lastMs)).toBeLessThanOrEqual(lag.maxMs);
      expect(renderLag(moved(paints, byMs), moved(wire, byMs))).toEqual(lag);
    }),
  );
});

test('text held back for smoothing has shorter gaps and a worse render lag', () => {
  const wire: Curve = Array.from({ length: 10 }, (_, burst) => [burst * 500, (burst + 1) * 50] as const);
  const atOnce = moved(wire, 16);
  const smooth: Curve = Array.from({ length: 500 }, (_, char) => [516 + char * 10, char + 1] as const);
  expect(Math.max(...gaps(smooth))).toBeLessThan(Math.max(...gaps(atOnce)));
  expect(renderLag(smooth, wire)!.p50Ms).toBeGreaterThan(renderLag(atOnce, wire)!.p50Ms + 400);
});

test('by hand: 100 characters in two deliveries, painted in two halves of each', () => {
  const wire: Curve = [
    [0, 40],
    [1_000, 100],
  ];
  const paints: Curve = [
    [20, 20],
    [50, 40],
    [1_010, 70],
    [1_300, 100],
  ];
  // 20 × 20 ms, 20 × 50 ms, 30 × 10 ms, 30 × 300 ms.
  expect(renderLag(paints, wire)).toEqual({ firstMs: 20, p50Ms: 20, p95Ms: 300, maxMs: 300, lastMs: 300 });
});

test('a wire that carries markup is read by shares of its length', () => {
  const wire: Curve = [
    [0, 60],
    [500, 120],
  ];
  const paints: Curve = [
    [10, 50],
    [530, 100],
  ];
  expect(renderLag(paints, wire)).toEqual({ firstMs: 10, p50Ms: 10, p95Ms: 30, maxMs: 30, lastMs: 30 });
});

test('there is no render lag without wire times, nor between texts of different length', () => {
  expect(renderLag([[5, 10]], [])).toBeNull();
  expect(renderLag([], [[5, 10]])).toBeNull();
  expect(renderLag([[5, 100]], [[5, 49]])).toBeNull();
  expect(renderLag([[5, 100]], [[5, 201]])).toBeNull();
});

test('weighted quantiles of equal weights are by nearest rank', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.constantFrom(0, 0.1, 0.5, 0.95, 1),
      (values, q) => {
        const items = values.map((value) => ({ value, weight: 0.3 }));
        expect(weightedQuantile(items, q)).toBe(nearestRank(values, q));
      },
    ),
  );
  expect(weightedQuantile([], 0.5)).toBeNull();
  expect(weightedQuantile([{ value: 1, weight: 0 }], 0.5)).toBeNull();
});
