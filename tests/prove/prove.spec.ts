import { expect, test } from '@playwright/test';
import { clopperPearson } from '../../dist/src/stats/clopper-pearson.js';
import { proofRow } from './proof-row.js';
import { STUDIES } from './studies.js';
import { figure, share } from './study.js';

/** `npm run prove` asks 400 cases; so few show only whether a target is out of reach. */
const CASES = 12;
const seeds = Array.from({ length: CASES }, (_, index) => index + 1);

for (const study of STUDIES.filter(({ wholeRuns }) => wholeRuns !== true)) {
  test(`${study.name}, in short: ${study.question}`, async () => {
    const measured = await study.run(seeds);
    expect(measured.length).toBeGreaterThan(0);
    for (const { name, n, value, kind, atLeast = 0, atMost = Number.POSITIVE_INFINITY } of measured) {
      if (kind === 'figure') {
        // Of so few cases a figure is only held to be one.
        if (value !== null) expect(Number.isFinite(value), name).toBe(true);
        continue;
      }
      expect(value, name).not.toBeNull();
      const [low, high] = clopperPearson(Math.round(value! * n), n)!;
      expect(low, `${name}: ${value} of ${n}`).toBeLessThanOrEqual(atMost);
      expect(high, `${name}: ${value} of ${n}`).toBeGreaterThanOrEqual(atLeast);
    }
  });
}

test('every study has a name of its own', () => {
  expect(new Set(STUDIES.map(({ name }) => name)).size).toBe(STUDIES.length);
});

test('a row is judged by its target, and without one by nobody', () => {
  expect(proofRow('s', share('a', 28, 400, { atMost: 0.07 }))).toEqual({
    study: 's',
    name: 'a',
    n: 400,
    value: 0.07,
    target: '≤ 0.07',
    ok: true,
  });
  expect(proofRow('s', share('a', 29, 400, { atMost: 0.07 })).ok).toBe(false);
  expect(proofRow('s', share('a', 396, 400, { atLeast: 0.91, atMost: 0.98 }))).toMatchObject({
    target: '0.91 to 0.98',
    ok: false,
  });
  expect(proofRow('s', share('a', 0, 0, { atLeast: 0.8 }))).toMatchObject({ value: null, ok: false });
  expect(proofRow('s', figure('a', 0.123_456, 400))).toMatchObject({ value: 0.1235, target: null, ok: null });
});
