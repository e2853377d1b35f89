import { expect, test } from '@playwright/test';
import type { LedgerData } from '../../dist/src/ledger/read-ledger.js';
import type { Findings } from '../../dist/src/model/findings.js';
import { findingsOf, found, phaseOf } from './found.js';
import { type Planted, plantLedger } from './plant-ledger.js';
import { plantPlan, plantStage } from './plant-plan.js';

const pageOnly = [plantStage('warm-up', 'warm-up', 3), plantStage('baseline', 'baseline', 20)];

/** What is planted, and what the statuses must then be. */
const cases: readonly {
  readonly title: string;
  readonly planted: Partial<Planted>;
  readonly expected: {
    readonly verdict?: Findings['verdict']['status'];
    readonly validity?: Findings['instrument']['validity'];
    readonly loadLine?: Findings['loadLine']['status'];
    readonly wireLoadLine?: Findings['wireLoadLine']['status'];
    readonly saturation?: Findings['saturation']['status'];
    readonly firstToGive?: Findings['firstToGive']['status'];
    readonly recovered?: boolean | null;
  };
}[] = [
  {
    title: 'a backend with room for all is above range and not saturated',
    planted: { slots: 40 },
    expected: {
      verdict: 'pass',
      validity: 'valid',
      loadLine: 'above-range',
      wireLoadLine: 'above-range',
      saturation: 'not-reached',
      firstToGive: 'unknown',
      recovered: true,
    },
  },
  {
    title: 'a page that takes 3 s by itself is below the baseline, though the wire is not',
    planted: { pageAfterMs: 3_000 },
    expected: { verdict: 'fail', loadLine: 'below-baseline', wireLoadLine: 'found', firstToGive: 'page' },
  },
  {
    title: 'a run without a crowd measures neither line nor saturation, and is not failed for it',
    planted: { stages: pageOnly },
    expected: {
      verdict: 'pass',
      loadLine: 'not-measured',
      wireLoadLine: 'not-measured',
      saturation: 'not-measured',
      firstToGive: 'unknown',
      recovered: null,
    },
  },
  {
    title: 'a backend that breaks at peak does not recover',
    planted: { brokenFromMs: 60_000 },
    expected: { verdict: 'fail', saturation: 'reached', recovered: false },
  },
  {
    title: 'without a control the accuracy is not known',
    planted: { controlErrorMs: null },
    expected: { verdict: 'pass', validity: 'degraded' },
  },
  {
    title: 'a control that is off by 50 ms degrades',
    planted: { controlErrorMs: 50 },
    expected: { verdict: 'pass', validity: 'degraded' },
  },
  {
    title: 'a control that is off by 300 ms invalidates, and invalid goes before failed',
    planted: { controlErrorMs: 300, pageAfterMs: 3_000 },
    expected: { verdict: 'invalid', validity: 'invalid' },
  },
  {
    title: 'a busy machine degrades',
    planted: { host: { cpuBusyShare: 0.99, foreignCpuShare: 0.1, pressureSomeAvg10: 80 } },
    expected: { verdict: 'pass', validity: 'degraded' },
  },
  {
    title: 'other programs on the machine invalidate',
    planted: { host: { cpuBusyShare: 0.8, foreignCpuShare: 0.4, pressureSomeAvg10: 10 } },
    expected: { verdict: 'invalid', validity: 'invalid' },
  },
  {
    title: 'pressure invalidates only where the control is off',
    planted: { controlErrorMs: 50, host: { cpuBusyShare: 0.8, foreignCpuShare: 0.1, pressureSomeAvg10: 80 } },
    expected: { verdict: 'invalid', validity: 'invalid' },
  },
  {
    title: 'a host that cannot be read is no fault',
    planted: { host: { cpuBusyShare: null, foreignCpuShare: null, pressureSomeAvg10: null } },
    expected: { verdict: 'pass', validity: 'valid' },
  },
  {
    title: 'a driver held up for 80 ms degrades',
    planted: { loopLagMs: 80 },
    expected: { validity: 'degraded' },
  },
  {
    title: 'a driver held up for 300 ms invalidates',
    planted: { loopLagMs: 300 },
    expected: { verdict: 'invalid' },
  },
  {
    title: 'a driver that sends 150 ms late degrades',
    planted: { dispatchLagMs: 150 },
    expected: { validity: 'degraded' },
  },
  {
    title: 'a driver that sends 900 ms late invalidates',
    planted: { dispatchLagMs: 900 },
    expected: { verdict: 'invalid' },
  },
];

for (const { title, planted, expected } of cases) {
  test(title, () => {
    const findings = found(planted);
    const actual = {
      verdict: findings.verdict.status,
      validity: findings.instrument.validity,
      loadLine: findings.loadLine.status,
      wireLoadLine: findings.wireLoadLine.status,
      saturation: findings.saturation.status,
      firstToGive: findings.firstToGive.status,
      recovered: findings.saturation.recovered,
    };
    expect(actual).toMatchObject(expected);
  });
}

test('survived counts from the onset to the first failed stream', () => {
  const { saturation } = found({ brokenFromMs: 60_000 });
  // Saturated from climb-6 on, which begins at 28 s; the first request after the break fails within an answer's time.
  expect(saturation.atMs).toBe(28_000);
  expect(saturation.survivedMs!).toBeGreaterThan(32_000);
  expect(saturation.survivedMs!).toBeLessThan(34_000);
});

test('unanswered turns push percentiles over the deadline instead of vanishing', () => {
  const findings = found({ brokenFromMs: 40_000 });
  const { experience, load } = phaseOf(findings, 'peak');
  expect(experience.outcomes.error_shown).toBe(experience.turns);
  expect(experience.perceivedTtftMs).toMatchObject({
    p50: null,
    p50Over: 20_000,
    missing: { p50: 'unanswered' },
  });
  expect(experience.goodShare).toBe(0);
  expect(load.wireTtftMs.p50).toBeNull();
  expect(load.goodShare).toBe(0);
  expect(findings.turns.find(({ phase }) => phase === 'peak')).toMatchObject({
    why: 'worst',
    outcome: 'error_shown',
  });
});

test('a run that was killed at any moment is reported and not invented', () => {
  for (let cutAtMs = 0; cutAtMs < 81_000; cutAtMs += 3_700) {
    const findings = findingsOf(plantLedger({ cutAtMs }), true);
    const context = `killed at ${cutAtMs} ms`;
    expect(findings.run.interrupted, context).toBe(true);
    expect(findings.verdict.status, context).not.toBe('pass');
    const recovery = findings.budgets.find(({ phase }) => phase === 'recovery')!;
    if (cutAtMs < 71_000)
      expect(recovery, context).toMatchObject({ status: 'not-measured', actual: null, n: null });
    expect(findings.phases.at(-1)?.toMs ?? 0, context).toBeLessThanOrEqual(cutAtMs);
  }
});

test('an empty ledger gives findings that say so', () => {
  const empty: LedgerData = {
    ...plantLedger({ cutAtMs: 0 }).ledger,
    stages: [],
    events: [],
    lastMs: null,
    zeroKnown: false,
    caveats: ['The run ended before its zero.'],
  };
  const findings = findingsOf({ plan: plantPlan, ledger: empty });
  expect(findings.phases).toEqual([]);
  expect(findings.run.durationMs).toBeNull();
  expect(findings.loadLine).toMatchObject({ status: 'not-measured', value: null });
  expect(findings.saturation).toMatchObject({ status: 'not-measured', recovered: null });
  expect(findings.correlations.status).toBe('not-measured');
  expect(findings.instrument.caveats).toContain('The run ended before its zero.');
  expect(findings.verdict.status).toBe('fail');
});

test('what disturbed the run degrades it by name', () => {
  const run = plantLedger();
  const message = 'Traces were recorded while measuring.';
  const events = [...run.ledger.events, { type: 'event', atMs: 0, kind: 'disturbance', message } as const];
  const { instrument, verdict } = findingsOf({ plan: run.plan, ledger: { ...run.ledger, events } });
  expect(instrument.validity).toBe('degraded');
  expect(instrument.reasons).toContain(message);
  expect(verdict.reasons).toContain('The measurement is degraded: read the figures with care.');
});

test('the warm-up informs and does not judge', () => {
  const run = plantLedger();
  const controls = run.ledger.controls.map((control) =>
    control.atMs < 5_000 ? { ...control, paintErrorMs: control.paintErrorMs.map(() => 900) } : control,
  );
  const findings = findingsOf({ plan: run.plan, ledger: { ...run.ledger, controls } });
  expect(phaseOf(findings, 'warm-up').instrument.validity).toBe('invalid');
  expect(findings.instrument.validity).toBe('valid');
});

test('nobody left is a failure', () => {
  const run = plantLedger();
  const events = ['person-1', 'person-2'].map(
    (person) =>
      ({ type: 'event', atMs: 80_000, kind: 'person-lost', message: `${person} was lost.` }) as const,
  );
  const { verdict } = findingsOf({ plan: run.plan, ledger: { ...run.ledger, events } });
  expect(verdict.status).toBe('fail');
  expect(verdict.reasons).toContain('All people were lost before the run ended.');
});
