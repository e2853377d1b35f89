import { expect, test } from '@playwright/test';
import { suffices, withMargin } from '../../dist/src/report/client/visible-window.js';

const RUN = { fromMs: 0, toMs: 3_600_000 };
const SEEN = { fromMs: 1_000_000, toMs: 1_400_000, width: 1000 };
const GIVEN = withMargin(SEEN);

test('a chart is given a quarter more on either side, as finely', () => {
  expect(GIVEN).toEqual({ fromMs: 900_000, toMs: 1_500_000, width: 1500 });
});

const TABLE: readonly (readonly [string, { fromMs: number; toMs: number }, boolean])[] = [
  ['as it was', SEEN, true],
  ['moved within the margin', { fromMs: 1_100_000, toMs: 1_500_000 }, true],
  ['moved beyond it', { fromMs: 1_100_001, toMs: 1_500_001 }, false],
  ['moved beyond it to the left', { fromMs: 899_999, toMs: 1_299_999 }, false],
  ['zoomed in a little', { fromMs: 1_050_000, toMs: 1_300_000 }, true],
  ['zoomed in until it would be coarse', { fromMs: 1_050_000, toMs: 1_280_000 }, false],
  ['zoomed out', { fromMs: 800_000, toMs: 1_600_000 }, false],
];
for (const [what, seen, enough] of TABLE) {
  test(`what was given ${enough ? 'will do' : 'will not do'}: ${what}`, () => {
    expect(suffices(GIVEN, seen, RUN)).toBe(enough);
  });
}

test('what the run does not have is not missed', () => {
  const given = { fromMs: 100_000, toMs: RUN.toMs };
  const seen = { fromMs: 200_000, toMs: RUN.toMs + 50_000 };
  expect(suffices(given, seen, RUN)).toBe(true);
});
