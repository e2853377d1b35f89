import { expect, test } from '@playwright/test';
import { measurePage } from './measure-page.js';
import { PAGE_KINDS } from './page-kinds.js';

/** Two frames and a little: other tests run beside this one. A mapping of clocks that is wrong, or texts that are, fail. */
const TOLERANCE_MS = 40;

test('a short calibration on a light page finds every text, about when it was shown', async () => {
  const result = await measurePage('steady', PAGE_KINDS.steady!, { runs: 1, turns: 1, paintsPerTurn: 15 });
  expect(result).toMatchObject({ missing: 0, unseen: 0, failures: [] });
  expect(result.n).toBeGreaterThanOrEqual(8);
  expect(Math.abs(result.errorMs.p50!)).toBeLessThanOrEqual(TOLERANCE_MS);
});
