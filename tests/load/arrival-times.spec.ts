import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type ArrivalRate, arrivalTimes, rateAt } from '../../dist/src/load/arrival-times.js';
import { seededRandom } from '../../dist/src/stats/seeded-random.js';

const none = (): number => {
  throw new Error('constant arrivals draw nothing');
};

function until(next: () => number, endMs: number): number[] {
  const times: number[] = [];
  for (let at = next(); at < endMs; at = next()) times.push(at);
  return times;
}

const steady = (perSecond: number): ArrivalRate => ({
  fromMs: 5000,
  fromPerSecond: 0,
  toPerSecond: perSecond,
  rampMs: 0,
});

test('constant arrivals lie like clockwork', () => {
  expect(until(arrivalTimes(steady(4), 'constant', none), 6000)).toEqual([5125, 5375, 5625, 5875]);
});

test('a ramp from nothing to 10/s over 10 s makes half of what 10/s would, ever closer, then 10/s', () => {
  const rate = { fromMs: 0, fromPerSecond: 0, toPerSecond: 10, rampMs: 10_000 };
  const times = until(arrivalTimes(rate, 'constant', none), 20_000);
  expect(times.filter((ms) => ms < 10_000)).toHaveLength(50);
  expect(times.filter((ms) => ms >= 10_000)).toHaveLength(100);
  // The integral of t/2 per second² is t²/2: the k-th arrival comes at √(2(k − ½)).
  for (const [index, ms] of times.slice(0, 50).entries())
    expect(ms).toBeCloseTo(1000 * Math.sqrt(2 * (index + 0.5)), 6);
});

test('a ramp to nothing ends: after the last arrival there is none', () => {
  const next = arrivalTimes({ fromMs: 0, fromPerSecond: 10, toPerSecond: 0, rampMs: 2000 }, 'constant', none);
  expect(until(next, 1e9)).toHaveLength(10);
  expect(next()).toBe(Number.POSITIVE_INFINITY);
});

test('the number of constant arrivals up to any moment is the integral of the rate, rounded', () => {
  const perSecond = fc.double({ min: 0, max: 200, noNaN: true });
  fc.assert(
    fc.property(
      perSecond,
      perSecond,
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: 1, max: 20_000 }),
      (fromPerSecond, toPerSecond, rampMs, endMs) => {
        const rate = { fromMs: 0, fromPerSecond, toPerSecond, rampMs };
        // The trapezoid rule is exact on each straight piece.
        const inRamp = Math.min(endMs, rampMs);
        const expected =
          ((fromPerSecond + rateAt(rate, inRamp)) / 2) * (inRamp / 1000) +
          toPerSecond * ((endMs - inRamp) / 1000);
        const times = until(arrivalTimes(rate, 'constant', none), endMs);
        expect(Math.abs(times.length - expected)).toBeLessThanOrEqual(0.5 + 1e-6);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      },
    ),
  );
});

test('Poisson arrivals have the rate, exponential gaps, and as much variance as mean', () => {
  const times = until(arrivalTimes(steady(50), 'poisson', seededRandom(1)), 5000 + 400_000);
  // 20,000 expected; four standard deviations are 566.
  expect(Math.abs(times.length - 20_000)).toBeLessThan(566);
  const gaps = times.slice(1).map((ms, index) => ms - times[index]!);
  const over = (ms: number): number => gaps.filter((gap) => gap > ms).length / gaps.length;
  expect(over(20)).toBeCloseTo(Math.exp(-1), 1.5);
  expect(over(60)).toBeCloseTo(Math.exp(-3), 1.5);
  const perSecond = Array.from({ length: 400 }, (_, second) => {
    const fromMs = 5000 + 1000 * second;
    return times.filter((ms) => ms >= fromMs && ms < fromMs + 1000).length;
  });
  const mean = perSecond.reduce((sum, n) => sum + n, 0) / 400;
  const variance = perSecond.reduce((sum, n) => sum + (n - mean) ** 2, 0) / 399;
  // The dispersion of 400 counts has a standard deviation of 0.07 about 1.
  expect(variance / mean).toBeGreaterThan(0.72);
  expect(variance / mean).toBeLessThan(1.28);
});

test('the same seed makes the same schedule, another seed another', () => {
  const schedule = (seed: number): number[] =>
    until(arrivalTimes(steady(10), 'poisson', seededRandom(seed)), 15_000);
  expect(schedule(3)).toEqual(schedule(3));
  expect(schedule(3)).not.toEqual(schedule(4));
});
