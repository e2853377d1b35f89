import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { flowQoe } from '../../dist/src/stats/flow-qoe.js';
import { FlowReader } from '../../dist/src/stats/flow-reader.js';

const readOf = (curve: readonly (readonly [number, number])[]): number | null => {
  const reader = new FlowReader();
  for (const [ms, chars] of curve) reader.add(ms, chars);
  return reader.quality();
};

test('the quality of a text as it comes is that of its whole curve', () => {
  const step = fc.tuple(fc.double({ min: 0, max: 5_000, noNaN: true }), fc.integer({ min: -20, max: 300 }));
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (steps, fromMs) => {
        let [ms, chars] = [fromMs, 0];
        const curve = steps.map(([gapMs, more]) => {
          ms += gapMs;
          chars = Math.max(0, chars + more);
          return [ms, chars] as const;
        });
        const whole = flowQoe(curve, Number.POSITIVE_INFINITY);
        const read = readOf(curve);
        if (whole === null) expect(read).toBeNull();
        else expect(read!).toBeCloseTo(whole, 8);
      },
    ),
    { seed: 1, numRuns: 2_000 },
  );
});

test('who never waits reads at 1, exactly', () => {
  expect(readOf([[0.1, 1000]])).toBe(1);
  expect(readOf(Array.from({ length: 50 }, (_, index) => [100 + index * 33.3, 1 + index * 7]))).toBe(1);
});

test('a text that has not begun has none', () => {
  expect(readOf([])).toBeNull();
  expect(readOf([[5, 0]])).toBeNull();
});
