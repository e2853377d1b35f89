import { expect, test } from '@playwright/test';
import { buildFindings } from '../../dist/src/findings/build-findings.js';
import { parseFindings } from '../../dist/src/findings/findings-schema.js';
import { historyLine } from '../../dist/src/findings/history-line.js';
import { trend } from '../../dist/src/findings/trend.js';
import type { Findings } from '../../dist/src/model/findings.js';
import type { HistoryLine } from '../../dist/src/model/trend.js';
import { type Planted, plantLedger } from './plant-ledger.js';

/** A planted run of one day of January. */
function dayOf(day: number, overrides: Partial<Planted> = {}): (history: readonly HistoryLine[]) => Findings {
  const { ledger, plan } = plantLedger({ seed: day, ...overrides });
  const dated = { ...ledger, run: `run-${day}`, zeroAt: Date.UTC(2026, 0, day) };
  return (history) =>
    parseFindings(
      JSON.parse(
        JSON.stringify(buildFindings({ ledger: dated, plan, version: '0.0.0', interrupted: false, history })),
      ),
    );
}

const lineOf = (findings: Findings): HistoryLine =>
  historyLine(findings, findings.trend.fingerprint, findings.measures);

let earlier: HistoryLine[] = [];
test.beforeAll(() => {
  earlier = [1, 2, 3].map((day) => lineOf(dayOf(day)([])));
});

test('a first run says that it is the first', () => {
  expect(dayOf(1)([]).trend).toMatchObject({ status: 'first-run', comparedWith: [], changes: [] });
});

test('runs of the same backend and page are compared, and none is worse', () => {
  const found = dayOf(4)(earlier).trend;
  expect(found).toMatchObject({ status: 'compared', comparedWith: ['run-1', 'run-2', 'run-3'] });
  expect(found.changes.length).toBeGreaterThan(20);
  expect(found.changes.filter(({ status }) => status === 'regression')).toEqual([]);
  expect(found.changes.some(({ status }) => status === 'inconclusive')).toBe(true);
  expect(found.sentence).toContain('no change was found');
});

test('a page that needs 120 ms more at baseline is worse there, by so much', () => {
  const found = dayOf(4, { pageAfterMs: 132 })(earlier).trend;
  const worse = found.changes.find(
    ({ metric, phase }) => metric === 'perceivedTtftMs' && phase === 'baseline',
  )!;
  expect(worse.status).toBe('regression');
  // From 172 ms to 292 ms.
  expect(worse.effect!).toBeGreaterThan(0.6);
  expect(worse.effect!).toBeLessThan(0.8);
  expect(worse.ci95![0]!).toBeGreaterThan(0);
  expect(found.sentence).toContain('worse: perceived TTFT at baseline rose by');
});

test("what is smaller than the instrument's error is no change", () => {
  const found = dayOf(4, { pageAfterMs: 34 })(earlier.map((line) => ({ ...line, errorMs: 90 }))).trend;
  const change = found.changes.find(
    ({ metric, phase }) => metric === 'perceivedTtftMs' && phase === 'baseline',
  )!;
  expect(change.status).toBe('within-error');
  expect(change.sentence).toContain("within the instrument's error");
});

test('another plan or machine begins a new baseline, loudly, and says what changed', () => {
  const found = dayOf(4, { people: 3 })(earlier).trend;
  expect(found).toMatchObject({
    status: 'new-baseline',
    comparedWith: [],
    changes: [],
    changed: ['people: 2 → 3'],
  });
  expect(found.sentence).toBe('NEW BASELINE, not compared with earlier runs: people: 2 → 3.');
});

test('a run is never compared with itself, with later ones, or with what cannot be believed', () => {
  const later = lineOf(dayOf(9)([]));
  const own = lineOf(dayOf(4)([]));
  const bad = { ...earlier[0]!, run: 'bad', validity: 'invalid' as const };
  const { comparedWith } = dayOf(4)([later, own, bad, ...earlier]).trend;
  expect(comparedWith).toEqual(['run-1', 'run-2', 'run-3']);
});

test('at most the last seven comparable runs count', () => {
  const many = Array.from({ length: 12 }, (_, k) => ({
    ...earlier[k % 3]!,
    run: `r${k}`,
    startedAt: new Date(Date.UTC(2025, 0, 1 + k)).toISOString(),
  }));
  expect(trend(lineOf(dayOf(4)([])), many, false).comparedWith).toEqual([
    'r5',
    'r6',
    'r7',
    'r8',
    'r9',
    'r10',
    'r11',
  ]);
});

test('an interrupted run and one that cannot be believed are not compared', () => {
  const own = lineOf(dayOf(4)([]));
  expect(trend(own, earlier, true).status).toBe('not-measured');
  expect(trend({ ...own, validity: 'invalid' }, earlier, false).status).toBe('not-measured');
});
