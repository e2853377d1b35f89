import { expect, test } from '@playwright/test';
import { findingsSchema } from '../../dist/src/findings/findings-schema.js';
import type { RunPlan } from '../../dist/src/model/plan.js';
import type { BackendRecord } from '../../dist/src/model/records.js';
import { renderHtml } from '../../dist/src/report/render-html.js';
import { findingsOf } from './found.js';
import { plantLedger } from './plant-ledger.js';

/** What a backend would say whose queue is the crowd itself, a little later than the second begins. */
function planted(names: readonly string[]) {
  const { plan, ledger } = plantLedger();
  const backends = ledger.buckets.map(({ fromMs, durationMs, inFlight }, nth): BackendRecord => {
    const times = { type: 'backend', fromMs: fromMs + 100, toMs: fromMs + durationMs + 100 } as const;
    if (nth % 20 === 7) return { ...times, series: {}, error: 'HTTP 503' };
    return { ...times, series: { waiting: inFlight * 2, build: 1, 'done_total/s': inFlight } };
  });
  const metrics = { url: 'http://127.0.0.1:1/metrics', names };
  const withMetrics: RunPlan = { ...plan, target: { ...plan.target, metrics } };
  return { plan: withMetrics, ledger: { ...ledger, backends } };
}

test('what the backend said is in the findings second by second, and what failed is told', () => {
  const run = planted(['*']);
  const findings = findingsOf(run);
  expect(findingsSchema.safeParse(JSON.parse(JSON.stringify(findings))).error).toBeUndefined();
  const backend = findings.backend!;
  expect(backend.series.map(({ name }) => name)).toEqual(['waiting', 'done_total/s']);
  expect(backend.constant).toBe(1);
  expect(backend.failed).toBe(run.ledger.backends.filter(({ error }) => error !== undefined).length);
  expect(backend.caveats[0]).toMatch(
    /of the \d+ times that the backend was asked .* failed; the first: HTTP 503/,
  );
  for (const { values } of backend.series) expect(values).toHaveLength(findings.seconds.length);
  const second = findings.seconds.findIndex(({ atMs }) => atMs === 45_000);
  const [before, own] = [44_000, 45_000].map(
    (ms) => run.ledger.buckets.find(({ fromMs }) => fromMs === ms)!.inFlight,
  );
  expect(backend.series[0]!.values[second]).toBeCloseTo(2 * (0.1 * before! + 0.9 * own!), 6);
  // Nobody named them: they are not held against what people felt.
  expect(findings.correlations.pairs.some(({ x }) => x.startsWith('backend.'))).toBe(false);
});

test('series that are named are held against what people felt', () => {
  const { pairs } = findingsOf(planted(['waiting', 'done_total'])).correlations;
  const pair = pairs.find(({ x, y }) => x === 'backend.waiting' && y === 'perceivedTtftMs')!;
  const ofCrowd = pairs.find(({ x, y }) => x === 'inFlight' && y === 'perceivedTtftMs')!;
  expect(pair.n).toBeGreaterThan(0);
  // It is twice the crowd's own figure, a tenth of a second later.
  expect(Math.abs(pair.spearman! - ofCrowd.spearman!)).toBeLessThan(0.1);
  expect(pair.sentence).toContain("the backend's waiting");
});

test('a run without metrics says nothing of them', () => {
  expect(findingsOf(plantLedger()).backend).toBeUndefined();
});

test('the report draws them, and has them as a table', () => {
  const html = renderHtml(findingsOf(planted(['waiting'])));
  expect(html).toContain('id="table-backend"');
  expect(html).toContain('waiting');
  expect(html).toMatch(/people, backend/);
});
