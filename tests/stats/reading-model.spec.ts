import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Curve } from '../../dist/src/model/records.js';
import { flowQoe } from '../../dist/src/stats/flow-qoe.js';
import { readingQoe } from '../../dist/src/stats/reading-qoe.js';
import { starvedShare } from '../../dist/src/stats/starved-share.js';

const ALL = Number.POSITIVE_INFINITY;

/** A character at a time, evenly. */
const steady = (fromMs: number, charsPerSecond: number, chars: number): Curve =>
  Array.from(
    { length: chars },
    (_, index) => [fromMs + (index * 1_000) / charsPerSecond, index + 1] as const,
  );

/** D(t) and E(t) as METRICS writes them, summed over small steps: slow and obviously right. */
function naiveQoe(curve: Curve, expectedStartMs: number): number {
  const rate = 0.024;
  const length = curve.at(-1)![1];
  const painted = (ms: number): number => curve.findLast(([at]) => at <= ms)?.[1] ?? 0;
  const stepMs = 0.25;
  let reader = 0;
  let behind = 0;
  let whole = 0;
  for (let ms = Math.min(0, expectedStartMs); reader < length; ms += stepMs) {
    const expected = Math.min(length, rate * Math.max(0, ms - expectedStartMs));
    behind += Math.max(0, expected - reader) * stepMs;
    whole += expected * stepMs;
    reader = Math.min(painted(ms), reader + rate * stepMs);
  }
  return whole === 0 ? 1 : 1 - behind / whole;
}

const curves: fc.Arbitrary<Curve> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1_500 }), fc.integer({ min: 1, max: 30 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((steps) => {
    let [ms, chars] = [0, 0];
    return steps.map(([after, more]) => {
      ms += after;
      chars += more;
      return [ms, chars] as const;
    });
  });

test('everything at once when the reader begins is perfect', () => {
  expect(readingQoe([[1_000, 500]], 0, ALL)).toBe(1);
  expect(flowQoe([[9_000, 500]], ALL)).toBe(1);
  expect(starvedShare([[9_000, 500]], ALL)).toBe(0);
});

test('a steady stream at twice the reading speed is perfect', () => {
  const curve = steady(1_000, 48, 400);
  expect(readingQoe(curve, 0, ALL)).toBeCloseTo(1, 3);
  // The first character is read before the second is there, and at no other time.
  expect(starvedShare(curve, ALL)!).toBeLessThan(1e-9);
});

test('a stream at half the reading speed starves the reader for half of the time', () => {
  expect(starvedShare(steady(1_000, 12, 240), ALL)).toBeCloseTo(0.5, 1);
  expect(flowQoe(steady(1_000, 12, 240), ALL)!).toBeLessThan(0.8);
});

test('the wait is in readingQoe and not in flowQoe', () => {
  const [soon, late] = [steady(1_000, 48, 400), steady(11_000, 48, 400)];
  expect(readingQoe(late, 0, ALL)!).toBeLessThan(readingQoe(soon, 0, ALL)! - 0.3);
  expect(flowQoe(late, ALL)).toBeCloseTo(flowQoe(soon, ALL)!, 9);
});

test('a stall early, with nothing read ahead, hurts more than the same stall late', () => {
  const stallAt = (index: number): Curve =>
    steady(0, 48, 400).map(([ms, chars]) => [chars > index ? ms + 4_000 : ms, chars] as const);
  expect(flowQoe(stallAt(20), ALL)!).toBeLessThan(flowQoe(stallAt(300), ALL)!);
});

test('a worked example: 10 characters, 5 s of nothing, 90 more', () => {
  // Reads 10 by 416.7 ms, waits until 5 s, reads on until 8.75 s; expected 100 by 4,166.7 ms.
  const rate = 0.024;
  const fullMs = 100 / rate;
  const [idleFrom, idleTo, endMs] = [10 / rate, 5_000, 5_000 + 90 / rate];
  const whole = (100 * fullMs) / 2 + 100 * (endMs - fullMs);
  const read = (10 * idleFrom) / 2 + 10 * (idleTo - idleFrom) + ((10 + 100) / 2) * (endMs - idleTo);
  const curve: Curve = [
    [0, 10],
    [5_000, 100],
  ];
  expect(flowQoe(curve, 100)).toBeCloseTo(1 - (whole - read) / whole, 12);
  expect(starvedShare(curve, 100)).toBeCloseTo((idleTo - idleFrom) / endMs, 12);
});

test('the exact integrals agree with small steps', () => {
  fc.assert(
    fc.property(curves, (curve) => {
      expect(Math.abs(readingQoe(curve, 0, ALL)! - naiveQoe(curve, 1_000))).toBeLessThan(0.02);
      expect(Math.abs(flowQoe(curve, ALL)! - naiveQoe(curve, curve[0]![0]))).toBeLessThan(0.02);
    }),
    { numRuns: 60 },
  );
});

test('shares stay shares; earlier text never lowers them; moving the whole curve changes no flow', () => {
  fc.assert(
    fc.property(curves, fc.double({ min: 0.1, max: 1, noNaN: true }), (curve, sooner) => {
      const reading = readingQoe(curve, 0, ALL)!;
      const starved = starvedShare(curve, ALL)!;
      expect(reading >= 0 && reading <= 1 && starved >= 0 && starved <= 1).toBe(true);
      const faster = curve.map(([ms, chars]) => [ms * sooner, chars] as const);
      expect(readingQoe(faster, 0, ALL)!).toBeGreaterThanOrEqual(reading - 1e-9);
      const moved = curve.map(([ms, chars]) => [ms + 12_345, chars] as const);
      expect(flowQoe(moved, ALL)).toBeCloseTo(flowQoe(curve, ALL)!, 9);
    }),
  );
});

test('an answer without text has no quality, and falling or repeated points add nothing', () => {
  expect(flowQoe([], ALL)).toBeNull();
  expect(readingQoe([[5, 0]], 0, ALL)).toBeNull();
  expect(starvedShare([[5, 0]], ALL)).toBeNull();
  const curve: Curve = [
    [0, 20],
    [100, 20],
    [200, 10],
    [3_000, 60],
  ];
  expect(flowQoe(curve, ALL)).toBe(
    flowQoe(
      [
        [0, 20],
        [3_000, 60],
      ],
      ALL,
    ),
  );
});
