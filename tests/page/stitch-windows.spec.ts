import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Segment } from '../../dist/src/page/painted-segments.js';
import { stitchWindows } from '../../dist/src/page/stitch-windows.js';

const LINES = Array.from(
  { length: 30 },
  (_, index) => `line ${index} of a long answer, each unlike the others`,
);
const textsOf = (state: readonly Segment[]): string[] => state.map(({ text }) => text);

test('what a list scrolled out of the page stays shown, however many lines it keeps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 12 }), fc.integer({ min: 1, max: 2 }), (kept, step) => {
      const states: Segment[][] = [];
      for (let shown = 1; shown <= LINES.length; shown += step) {
        const from = Math.max(0, shown - kept);
        states.push(LINES.slice(from, shown).map((text, index) => ({ path: `/${index}p`, text })));
      }
      const stitched = stitchWindows(states);
      for (const [index, state] of stitched.entries())
        expect(textsOf(state)).toEqual(LINES.slice(0, 1 + index * step));
    }),
  );
});

test('scrolled back to the beginning, nothing is there twice', () => {
  const views = [LINES.slice(0, 4), LINES.slice(2, 6), LINES.slice(0, 4)];
  const stitched = stitchWindows(views.map((view) => view.map((text) => ({ path: '', text }))));
  expect(stitched.map((state) => state.length)).toEqual([4, 6, 4]);
});

test('a text that is replaced by another is no window', () => {
  const states = [['Thinking it over'], ['The answer'], ['The answer is here']];
  const stitched = stitchWindows(states.map((texts) => texts.map((text) => ({ path: '', text }))));
  expect(stitched.map(textsOf)).toEqual(states);
});
