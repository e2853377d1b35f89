import { expect, test } from '@playwright/test';
import { budgetSentence } from '../../dist/src/findings/budget-sentence.js';
import type { BudgetResult } from '../../dist/src/model/findings.js';
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
