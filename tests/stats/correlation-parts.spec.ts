import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { drawnSpearman } from '../../dist/src/stats/drawn-spearman.js';
import { holm } from '../../dist/src/stats/holm.js';
import { kendall } from '../../dist/src/stats/kendall.js';
import { partialSpearman } from '../../dist/src/stats/partial-spearman.js';
import { spearman } from '../../dist/src/stats/spearman.js';
import { withoutControls } from '../../dist/src/stats/without-controls.js';

/** Whole numbers, so that there are ties. */
const series = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
  minLength: 3,
  maxLength: 40,
});

test('tau-b is what counting all pairs gives', () => {
  fc.assert(
    fc.property(series, (points) => {
      let [score, untiedX, untiedY] = [0, 0, 0];
      for (const [i, [x, y]] of points.entries()) {
        for (const [otherX, otherY] of points.slice(i + 1)) {
          score += Math.sign(x - otherX) * Math.sign(y - otherY);
          untiedX += x === otherX ? 0 : 1;
          untiedY += y === otherY ? 0 : 1;
        }
      }
      const tau = kendall(
        points.map(([x]) => x),
        points.map(([, y]) => y),
      );
      if (untiedX === 0 || untiedY === 0) expect(tau).toBeNull();
      else expect(tau).toBeCloseTo(score / Math.sqrt(untiedX * untiedY), 12);
    }),
    { numRuns: 100 },
  );
});

test('a correlation of drawn observations is that of the same observations written out', () => {
  fc.assert(
    fc.property(series, fc.array(fc.nat(), { minLength: 3, maxLength: 40 }), (points, draws) => {
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      const at = draws.map((draw) => draw % points.length);
      const expected = spearman(
        at.map((index) => xs[index]!),
        at.map((index) => ys[index]!),
      );
      const actual = drawnSpearman(xs, ys)(at);
      if (expected === null) expect(actual).toBeNull();
      else expect(actual).toBeCloseTo(expected, 12);
    }),
    { numRuns: 100 },
  );
});

test('a wait without end ranks last in every correlation', () => {
  const never = Number.POSITIVE_INFINITY;
  expect(kendall([1, 2, 3, 4], [1, 2, never, never])).toBeCloseTo(5 / Math.sqrt(6 * 5), 12);
  expect(drawnSpearman([1, 2, 3, 4], [1, 2, never, never])([0, 1, 2, 3])).toBeGreaterThan(0.9);
});

test('what is left has nothing of the controls, and nothing is left of what they explain', () => {
  const time = Array.from({ length: 20 }, (_, k) => k);
  const left = withoutControls(
    time.map((at) => 3 * at + ((at * 7) % 5)),
    [time],
  )!;
  expect(left.reduce((sum, value, k) => sum + value * time[k]!, 0)).toBeCloseTo(0, 8);
  expect(left.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 8);
  expect(withoutControls([5, 7, 9, 11], [[0, 1, 2, 3]])).toBeNull();
  expect(withoutControls([4, 4, 4, 4], [])).toBeNull();
  // The same control twice is one control.
  expect(
    withoutControls(
      [1, 5, 2, 8],
      [
        [0, 1, 2, 3],
        [0, 1, 2, 3],
      ],
    ),
  ).toEqual(withoutControls([1, 5, 2, 8], [[0, 1, 2, 3]]));
});

test('two series that share nothing but time have nothing left', () => {
  const time = Array.from({ length: 60 }, (_, k) => k);
  const xs = time.map((at) => at + 8 * ((at * 0.618_034) % 1));
  const ys = time.map((at) => at + 8 * ((at * 0.414_214) % 1));
  expect(spearman(xs, ys)!).toBeGreaterThan(0.9);
  const { rho, ci95 } = partialSpearman(xs, ys, [time])!;
  expect(Math.abs(rho)).toBeLessThan(0.3);
  expect(ci95![0]).toBeLessThan(0);
  expect(ci95![1]).toBeGreaterThan(0);
});

test("Holm's chances are never below those given, and keep their order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
      (chances) => {
        const adjusted = holm(chances);
        for (const [i, chance] of chances.entries()) {
          expect(adjusted[i]!).toBeGreaterThanOrEqual(chance);
          expect(adjusted[i]!).toBeLessThanOrEqual(1);
          for (const [j, other] of chances.entries())
            if (chance < other) expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!);
        }
      },
    ),
  );
});
