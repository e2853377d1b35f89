import { expect, test } from '@playwright/test';
import { budgetSentence } from '../../dist/src/findings/budget-sentence.js';
import { knownMetrics } from '../../dist/src/findings/known-metrics.js';
import { metricWords } from '../../dist/src/findings/metric-words.js';
import { unknownMetric } from '../../dist/src/findings/unknown-metric.js';
import { plimsoll } from '../../dist/src/index.js';
import type { BudgetResult, Findings } from '../../dist/src/model/findings.js';
import type { Budget } from '../../dist/src/model/plan.js';
import { findingsOf } from './found.js';
import { type Planted, plantLedger } from './plant-ledger.js';
import { plantStage } from './plant-plan.js';

const budget = (metric: string, phase: string, op: Budget['op'], limit: number | boolean): Budget => ({
  metric,
  phase,
  op,
  limit,
});

function result(given: Budget, planted: Partial<Planted> = {}): BudgetResult {
  const run = plantLedger(planted);
  const findings = findingsOf({ ...run, plan: { ...run.plan, budgets: [given] } });
  return findings.budgets[0]!;
}

test('one check is held by its name, over the run and by stage; one that nobody made is named', () => {
  const run = plantLedger();
  const streams = run.ledger.streams.map((stream, nth) => ({
    ...stream,
    checks: { 'has text': nth % 10 > 0, 'status is 200': true },
  }));
  const judged = (given: Budget): BudgetResult =>
    findingsOf({ ledger: { ...run.ledger, streams }, plan: { ...run.plan, budgets: [given] } }).budgets[0]!;
  const text = judged(budget('checkShare{has text}', 'run', 'atLeast', 0.95));
  expect(text.status).toBe('fail');
  expect(text.actual).toBeCloseTo(0.9, 1);
  expect(text.n).toBe(streams.length);
  expect(text.sentence).toBe('share of answers that pass "has text" of the run is at least 95 %');
  expect(judged(budget('checkShare{status is 200}', 'run', 'is', 1)).status).toBe('pass');
  expect(judged(budget('checkShare{has text}', 'peak', 'atLeast', 0.5)).status).toBe('pass');
  const missing = judged(budget('checkShare{is blue}', 'run', 'atLeast', 1));
  expect(missing.status).toBe('not-measured');
  expect(missing.why).toBe(
    'No answer was checked for "is blue"; the checks were "has text", "status is 200".',
  );
});

for (const [given, sentence] of [
  [budget('goodShare', 'baseline', 'atLeast', 0.9), 'share of good turns at baseline is at least 90 %'],
  [budget('load.goodShare', 'peak', 'atLeast', 0.125), 'share of good streams at peak is at least 12.5 %'],
  [
    budget('perceivedTtftMs.p95', 'climb', 'atMost', 3_000),
    'p95 of perceived TTFT at climb is at most 3,000 ms',
  ],
  [budget('wireTtftMs.p50', 'run', 'atMost', 800), 'p50 of wire TTFT of the run is at most 800 ms'],
  [budget('freezes', 'peak', 'atMost', 0), 'number of freezes at peak is at most 0'],
  [budget('flowQoe.p50', 'peak', 'atLeast', 0.9), 'p50 of flow at peak is at least 0.9'],
  [
    budget('attribution.serverMs.mean', 'baseline', 'atMost', 200),
    'mean of attribution.serverMs at baseline is at most 200 ms',
  ],
  [
    budget('renderLag.p95Ms.p50', 'peak', 'atMost', 100),
    "p50 of render lag of a turn's slowest 5 % of characters at peak is at most 100 ms",
  ],
  [
    budget('interactionLatencyMs.type.p95', 'peak', 'atMost', 200),
    'p95 of latency of typing at peak is at most 200 ms',
  ],
  [
    budget('dumpShare.p50', 'peak', 'atMost', 0.25),
    'p50 of share of text that came in dumps at peak is at most 25 %',
  ],
  [
    budget('pageCostMsPerKchar.p50', 'baseline', 'atMost', 80),
    "p50 of the page's work per 1,000 characters at baseline is at most 80 ms per 1,000 characters",
  ],
  [
    budget('costGrowth.withinAnswer', 'run', 'atMost', 20),
    "growth of the page's work within an answer is at most 20 ms per 1,000 characters",
  ],
  [budget('stallsByCause.page', 'run', 'atMost', 0), 'number of stalls of the page of the run is at most 0'],
  [budget('recovered', 'run', 'is', true), 'the run recovers after the crowd left'],
  [budget('loadLine', 'run', 'atLeast', 8), 'the load line is at least 8 conversations'],
] as const) {
  test(`reads: ${sentence}`, () => {
    expect(budgetSentence(given)).toBe(sentence);
  });
}

const noCrowd = [plantStage('baseline', 'baseline', 20)];

for (const [title, given, planted, expected] of [
  ['kept', budget('goodShare', 'baseline', 'atLeast', 0.9), {}, { status: 'pass', actual: 1 }],
  ['not kept', budget('goodShare', 'peak', 'atLeast', 0.9), {}, { status: 'fail', actual: 0 }],
  [
    'of a phase by its name',
    budget('goodShare', 'climb-3', 'atLeast', 0.9),
    {},
    { status: 'pass', actual: 1 },
  ],
  [
    'of a kind of phase: the worst of them',
    budget('goodShare', 'climb', 'atLeast', 0.9),
    {},
    { status: 'fail', actual: 0 },
  ],
  [
    'of the run: the worst of all',
    budget('goodShare', 'run', 'atLeast', 0),
    {},
    { status: 'pass', actual: 0 },
  ],
  [
    'of the crowd by its path',
    budget('load.goodShare', 'climb-3', 'atLeast', 0.9),
    {},
    { status: 'pass', actual: 1 },
  ],
  ['on a median', budget('perceivedTtftMs.p50', 'baseline', 'atMost', 300), {}, { status: 'pass' }],
  [
    'on a percentile that needs more turns',
    budget('perceivedTtftMs.p95', 'baseline', 'atMost', 3_000),
    {},
    { status: 'not-measured', actual: null, n: 14 },
  ],
  [
    'on a median among unanswered turns',
    budget('perceivedTtftMs.p50', 'peak', 'atMost', 3_000),
    { brokenFromMs: 40_000 },
    { status: 'fail', actual: null },
  ],
  [
    'on no metric that there is',
    budget('happiness', 'peak', 'atLeast', 1),
    {},
    { status: 'not-measured', actual: null },
  ],
  [
    'on a part of what is measured',
    budget('renderLag.p95Ms.p50', 'baseline', 'atMost', 20),
    {},
    { status: 'pass', n: 14 },
  ],
  [
    'on a cause of stalls',
    budget('stallsByCause.page', 'run', 'atMost', 0),
    {},
    { status: 'pass', actual: 0 },
  ],
  ['on text taken back', budget('retractions.turns', 'run', 'atMost', 0), {}, { status: 'pass', actual: 0 }],
  [
    'on what the page works',
    budget('pageCostMsPerKchar.p50', 'baseline', 'atMost', 40),
    {},
    { status: 'fail', n: 14 },
  ],
  [
    'on the growth of its cost',
    budget('costGrowth.withinAnswer', 'run', 'atMost', 20),
    {},
    { status: 'pass' },
  ],
  [
    'on a phase that the plan does not have',
    budget('goodShare', 'peak', 'atLeast', 0.9),
    { stages: noCrowd },
    { status: 'skipped', actual: null },
  ],
  [
    'on recovery without a crowd',
    budget('recovered', 'run', 'is', true),
    { stages: noCrowd },
    { status: 'skipped' },
  ],
  [
    'on a line without a second load',
    budget('loadLine', 'run', 'atLeast', 2),
    { stages: noCrowd },
    { status: 'skipped' },
  ],
  ['on recovery, kept', budget('recovered', 'run', 'is', true), {}, { status: 'pass', actual: true }],
  [
    'on recovery, not kept',
    budget('recovered', 'run', 'is', true),
    { brokenFromMs: 60_000 },
    { status: 'fail', actual: false },
  ],
  ['on the line, kept', budget('loadLine', 'run', 'atLeast', 8), {}, { status: 'pass' }],
  ['on the line, not kept', budget('loadLine', 'run', 'atLeast', 10), {}, { status: 'fail' }],
  [
    'on a line above range, within what was tested',
    budget('loadLine', 'run', 'atLeast', 18),
    { slots: 40 },
    { status: 'pass' },
  ],
  [
    'on a line above range, beyond what was tested',
    budget('loadLine', 'run', 'atLeast', 19),
    { slots: 40 },
    { status: 'not-measured' },
  ],
  [
    'on a line below the baseline',
    budget('loadLine', 'run', 'atLeast', 2),
    { pageAfterMs: 3_000 },
    { status: 'fail', actual: null },
  ],
  [
    'on a stage that was never reached',
    budget('goodShare', 'climb', 'atLeast', 0),
    { cutAtMs: 35_000 },
    { status: 'not-measured' },
  ],
] as const) {
  test(`a budget ${title}`, () => {
    expect(result(given, planted)).toMatchObject(expected);
  });
}

/** Every name that is listed, as a budget would have to write it. */
const written = (name: string, found: Findings): string => {
  const climb = found.phases.find(({ kind }) => kind === 'climb')!;
  const value = [climb.experience, climb.load, climb]
    .map((room) => name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], room))
    .find((each) => each !== undefined);
  return value !== null && typeof value === 'object' ? `${name}.n` : name;
};

test('every metric that is said to be known can be asked for, and has words', () => {
  const found = findingsOf(plantLedger());
  for (const name of knownMetrics()) {
    const metric = written(name, found);
    expect(unknownMetric(metric), metric).toBeNull();
    if (!name.startsWith('attribution.') && !/^(loadLine|wireLoadLine|recovered|fluidity)$/.test(name))
      expect(metricWords(name).words, name).not.toBe(name);
  }
});

test('a budget on nothing that there is says what there is, in the verdict too', () => {
  const run = plantLedger();
  const given = budget('happiness', 'peak', 'atLeast', 1);
  const { budgets, verdict } = findingsOf({ ...run, plan: { ...run.plan, budgets: [given] } });
  expect(budgets[0]!.why).toMatch(
    /^There is no metric "happiness"\. Known are ackMs, .*fluidity, .*renderLag\.p95Ms, /,
  );
  expect(verdict.status).toBe('fail');
  expect(verdict.reasons.join(' ')).toContain('There is no metric "happiness"');
  expect(unknownMetric('flowQoe')).toMatch(/^"flowQoe" is a distribution: ask for flowQoe\.p50/);
  for (const metric of ['experience.flowQoe.p50', 'load.outcomes.ok', 'outcomes.answered', 'leftOut.turns']) {
    expect(unknownMetric(metric), metric).toBeNull();
  }
});

test('a wrong metric stops a run before it starts', () => {
  const start = (): unknown => plimsoll({ budgets: [budget('happiness', 'peak', 'atLeast', 1)] });
  expect(start).toThrow(/There is no metric "happiness"\. Known are .*Correct the metric/s);
});
