import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Curve } from '../../dist/src/model/records.js';
import { flowQoe } from '../../dist/src/stats/flow-qoe.js';
import { readingQoe } from '../../dist/src/stats/reading-qoe.js';
import { starvedShare } from '../../dist/src/stats/starved-share.js';
import { curves, moved, reachedAt, stalled, steady } from './planted-curves.js';

const ALL = Number.POSITIVE_INFINITY;
const RATE = 0.024;

/** The reader and what is expected, moved on by quarters of a millisecond: slow and obviously right. */
function naiveReading(curve: Curve, expectedStartMs: number): { quality: number; starvedShare: number } {
  const stepMs = 0.25;
  const length = curve.at(-1)![1];
  let [reader, behind, whole, waitedMs, readingMs] = [0, 0, 0, 0, 0];
  for (let ms = Math.min(0, expectedStartMs); reader < length; ms += stepMs) {
    const expected = Math.min(length, RATE * Math.max(0, ms - expectedStartMs));
    behind += Math.max(0, expected - reader) * stepMs;
    whole += expected * stepMs;
    const painted = reachedAt(curve, ms);
    if (ms >= curve[0]![0]) readingMs += stepMs;
    if (ms >= curve[0]![0] && reader === painted) waitedMs += stepMs;
    reader = Math.min(painted, reader + RATE * stepMs);
  }
  return { quality: whole === 0 ? 1 : 1 - behind / whole, starvedShare: waitedMs / readingMs };
}

test('everything at once when the reader begins is perfect', () => {
  expect(readingQoe([[1_000, 500]], 0, ALL)).toBe(1);
  expect(flowQoe([[9_000, 500]], ALL)).toBe(1);
  expect(starvedShare([[9_000, 500]], ALL)).toBe(0);
});

test('a steady stream at twice the reading speed is perfect', () => {
  const curve = steady(1_000, 48, 400);
  expect(readingQoe(curve, 0, ALL)).toBe(1);
  // The first character is read before the second is there, and at no other time.
  expect(starvedShare(curve, ALL)!).toBeLessThan(1e-9);
});

test('a steady stream at a share ρ of the reading speed scores 1 / (2 − ρ)', () => {
  for (const share of [0.25, 0.5, 0.8, 0.95]) {
    // ∫ D is half of L·T, and T is L / ρr. Characters that come one by one are read one by one: what lacks is half a
    // character at a time.
    expect(flowQoe(steady(0, 24 * share, 2_000), ALL)!).toBeCloseTo(1 / (2 - share), 2);
    expect(starvedShare(steady(0, 24 * share, 2_000), ALL)!).toBeCloseTo(1 - share, 2);
  }
});

test('the wait is in readingQoe and not in flowQoe', () => {
  const [soon, late] = [steady(1_000, 48, 400), steady(11_000, 48, 400)];
  expect(readingQoe(late, 0, ALL)!).toBeLessThan(readingQoe(soon, 0, ALL)! - 0.3);
  expect(flowQoe(late, ALL)).toBeCloseTo(flowQoe(soon, ALL)!, 9);
});

test('a pure delay d of L characters scores L / (L + 2rd)', () => {
  for (const [chars, delayMs] of [
    [240, 2_500],
    [100, 10_000],
    [2_400, 1_000],
  ] as const) {
    // L·d is missed of L²/2r + L·d.
    const expected = chars / (chars + 2 * RATE * delayMs);
    expect(readingQoe([[1_000 + delayMs, chars]], 0, ALL)).toBeCloseTo(expected, 12);
  }
});

test('a stall early, with nothing read ahead, hurts more than the same stall late', () => {
  const [early, late] = [20, 300].map((chars) => stalled(steady(0, 48, 400), chars, 4_000));
  expect(flowQoe(early!, ALL)!).toBeLessThan(flowQoe(late!, ALL)!);
  expect(starvedShare(early!, ALL)!).toBeGreaterThan(starvedShare(late!, ALL)!);
});

test('a worked example: 10 characters, 5 s of nothing, 90 more', () => {
  // Reads 10 by 416.7 ms, waits until 5 s, reads on until 8.75 s; expected 100 by 4,166.7 ms.
  const fullMs = 100 / RATE;
  const [idleFrom, idleTo, endMs] = [10 / RATE, 5_000, 5_000 + 90 / RATE];
  const whole = (100 * fullMs) / 2 + 100 * (endMs - fullMs);
  const read = (10 * idleFrom) / 2 + 10 * (idleTo - idleFrom) + ((10 + 100) / 2) * (endMs - idleTo);
  const curve: Curve = [
    [0, 10],
    [5_000, 100],
  ];
  expect(flowQoe(curve, 100)).toBeCloseTo(1 - (whole - read) / whole, 12);
  expect(starvedShare(curve, 100)).toBeCloseTo((idleTo - idleFrom) / endMs, 12);
});

test('a straggling last character raises the score and shows in starvedShare', () => {
  const short = stalled(steady(0, 240, 300), 10, 5_000);
  const straggling = short.map(([ms, chars]) => [chars === 300 ? ms + 20_000 : ms, chars] as const);
  expect(flowQoe(short, ALL)!).toBeCloseTo(0.587, 2);
  expect(flowQoe(straggling, ALL)!).toBeCloseTo(0.775, 2);
  expect(starvedShare(straggling, ALL)!).toBeGreaterThan(starvedShare(short, ALL)! + 0.1);
});

test('the exact integrals agree with small steps', () => {
  fc.assert(
    fc.property(curves, (curve) => {
      expect(Math.abs(readingQoe(curve, 0, ALL)! - naiveReading(curve, 1_000).quality)).toBeLessThan(0.01);
      const flow = naiveReading(curve, curve[0]![0]);
      expect(Math.abs(flowQoe(curve, ALL)! - flow.quality)).toBeLessThan(0.01);
      expect(Math.abs(starvedShare(curve, ALL)! - flow.starvedShare)).toBeLessThan(0.01);
    }),
    { numRuns: 60 },
  );
});

test('shares stay shares, and moving everything changes nothing', () => {
  fc.assert(
    fc.property(curves, fc.integer({ min: -5_000, max: 50_000 }), (curve, byMs) => {
      const all = [readingQoe(curve, 0, ALL)!, flowQoe(curve, ALL)!, starvedShare(curve, ALL)!];
      for (const share of all) expect(share >= 0 && share <= 1).toBe(true);
      const later = moved(curve, byMs);
      const again = [readingQoe(later, byMs, ALL)!, flowQoe(later, ALL)!, starvedShare(later, ALL)!];
      again.forEach((share, index) => {
        expect(share).toBeCloseTo(all[index]!, 9);
      });
    }),
  );
});

test('an answer without text has no quality, and falling or repeated points add nothing', () => {
  expect(flowQoe([], ALL)).toBeNull();
  expect(readingQoe([[5, 0]], 0, ALL)).toBeNull();
  expect(starvedShare([[5, 0]], ALL)).toBeNull();
  const [clean, noisy]: Curve[] = [
    [
      [0, 20],
      [3_000, 60],
    ],
    [
      [0, 20],
      [100, 20],
      [200, 10],
      [3_000, 60],
    ],
  ];
  expect(flowQoe(noisy!, ALL)).toBe(flowQoe(clean!, ALL));
});
