import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Curve } from '../../dist/src/model/records.js';
import { deadlineFluidity } from '../../dist/src/stats/deadline-fluidity.js';
import { dumpShare } from '../../dist/src/stats/dump-share.js';
import { fluidity } from '../../dist/src/stats/fluidity.js';
import { countMicroStalls } from '../../dist/src/stats/micro-stalls.js';
import { curves, firstMsWith, moved, stalled, steady } from './planted-curves.js';

for (const [title, gapsMs, expected] of [
  ['every item on its deadline', [1_000, 100, 100], 1],
  ['early items save up for a late one', [1_000, 50, 50, 200], 1],
  // 50 ms saved, 250 ms late: two deadlines of 100 ms fell into the 250 ms that are left.
  ['a gap beyond its slack misses what fell into it', [1_000, 50, 300], 1 - 2 / 4],
  ['the wait for the first uses its own deadline', [1_000, 100], 1],
  // 1 + floor(350 / 100) = 4 missed of 4 + 1.
  ['a late first misses its own and what followed', [1_350, 100], 1 - 4 / 5],
  ['an early first saves up, too', [400, 700], 1],
  // 60 ms saved, the gap of 161 ms is 1 ms too long: floor(101 / 100) = 1 missed of 1 + 2.
  ['just beyond the slack', [1_000, 40, 161], 1 - 1 / 3],
  ['slack begins anew after a miss', [1_000, 0, 301, 101], 1 - (2 + 1) / (2 + 2 + 1)],
] as const) {
  test(`deadlines by hand: ${title}`, () => {
    expect(deadlineFluidity(gapsMs, 1_000, 100)).toBeCloseTo(expected, 12);
  });
}

/** The deadlines as a clock: which of them pass without their item. Whole milliseconds. */
function naiveFluidity(curve: Curve, submittedMs: number): number {
  const length = curve.at(-1)![1];
  const due: number[] = [];
  for (let end = 6; end - 6 < length; end += 6) due.push(firstMsWith(curve, Math.min(end, length)));
  let [met, missed] = [0, 0];
  let deadlineMs = submittedMs + 1_000;
  due.forEach((ms, index) => {
    if (ms <= deadlineMs) {
      met++;
      deadlineMs += 100;
      return;
    }
    // What comes too late restarts the clock. The first misses its own deadline and each that came after it; another
    // one as many as fell into its wait, less what was saved.
    const beforeMs = index === 0 ? deadlineMs : deadlineMs - 100;
    missed += index === 0 ? 1 : 0;
    for (let at = beforeMs + 100; at <= ms; at += 100) missed++;
    deadlineMs = ms + 100;
  });
  return met / (met + missed);
}

test('fluidity agrees with deadlines counted one by one', () => {
  fc.assert(
    fc.property(curves, fc.integer({ min: -3_000, max: 0 }), (curve, submittedMs) => {
      expect(fluidity(curve, submittedMs)).toBeCloseTo(naiveFluidity(curve, submittedMs), 9);
    }),
  );
});

test('all at once when the reader begins: fluid, and one dump', () => {
  expect(fluidity([[1_000, 500]], 0)).toBe(1);
  expect(dumpShare([[1_000, 500]])).toBe(1);
});

test('a steady stream above ten words a second is fluid and no dump', () => {
  expect(fluidity(steady(900, 61, 600), 0)).toBe(1);
  expect(dumpShare(steady(900, 61, 600))).toBe(0);
  expect(fluidity(steady(900, 30, 600), 0)!).toBeLessThan(0.7);
});

test('the same stall early, with no slack saved up, is less fluid than late', () => {
  const [early, late] = [30, 400].map((chars) => fluidity(stalled(steady(800, 120, 600), chars, 3_000), 0)!);
  expect(early!).toBeLessThan(late!);
});

test('fluidity and dumps are shares, do not depend on the clock', () => {
  fc.assert(
    fc.property(curves, fc.integer({ min: -5_000, max: 50_000 }), (curve, byMs) => {
      const [fluid, dumped] = [fluidity(curve, 0)!, dumpShare(curve)!];
      for (const share of [fluid, dumped]) expect(share >= 0 && share <= 1).toBe(true);
      expect(fluidity(moved(curve, byMs), byMs)).toBeCloseTo(fluid, 9);
      expect(dumpShare(moved(curve, byMs))).toBe(dumped);
    }),
  );
});

test('dumps by hand: 48 characters at once are two seconds of reading, 47 are not', () => {
  const curve: Curve = [
    [0, 47],
    [100, 95],
    [200, 100],
    [200, 100],
    [300, 200],
  ];
  expect(dumpShare(curve)).toBeCloseTo((48 + 100) / 200, 12);
  expect(dumpShare([])).toBeNull();
  expect(fluidity([], 0)).toBeNull();
});

for (const [title, gapsMs, expected] of [
  ['below 250 ms nothing is one', [10, 10, 10, 249], 0],
  ['from 250 ms on it may be', [10, 10, 10, 250], 1],
  ['but not where the turn is that slow anyway', [100, 100, 100, 399], 0],
  ['four times the median gap', [100, 100, 100, 400], 1],
  ['longer stalls are among them', [20, 20, 20, 300, 5_000], 2],
  ['a single gap is its own median', [5_000], 0],
  ['no gaps', [], 0],
] as const) {
  test(`micro stalls: ${title}`, () => {
    expect(countMicroStalls(gapsMs)).toBe(expected);
  });
}
