import { expect, test } from '@playwright/test';
import { crowdMean, crowdRate } from '../../dist/src/findings/crowd-mean.js';
import { mergeLedgers } from '../../dist/src/ledger/merge-ledgers.js';
import type { Findings } from '../../dist/src/model/findings.js';
import type { BucketRecord } from '../../dist/src/model/records.js';
import { createLatencyHistogram } from '../../dist/src/stats/latency-histogram.js';
import { findingsOf, phaseOf } from './found.js';
import { plantLedger } from './plant-ledger.js';
import { plantShards } from './plant-shards.js';

/** Last digits differ with the order of sums. */
const round = (value: number): number => (Math.abs(value) < 1e-6 ? 0 : Number(value.toPrecision(7)));

/**
 * Findings without what is true of several machines only: names, how they began, and how often each driver looked at
 * itself.
 */
function comparable({ run: _run, trend: _trend, ...findings }: Findings): unknown {
  const text = JSON.stringify(findings, (key, value) => {
    if (key === 'loopLagMs') return undefined;
    return typeof value === 'number' ? round(value) : value;
  });
  const parsed = JSON.parse(text.replaceAll(/shard-\d\//g, '')) as Findings;
  const caveats = parsed.instrument.caveats.filter((caveat) => !caveat.startsWith('The shards began'));
  return { ...parsed, instrument: { ...parsed.instrument, caveats } };
}

const planted = plantLedger({ seed: 7, people: 4 });

test('two shards of one zero give the findings of one run with the same records', () => {
  const whole = findingsOf(planted);
  for (const order of [0, 1]) {
    const shards = plantShards(planted.ledger, 3);
    const merged = findingsOf({
      plan: planted.plan,
      ledger: mergeLedgers(order === 0 ? shards : shards.toReversed()),
    });
    expect(comparable(merged)).toEqual(comparable(whole));
  }
});

test('what the merged shards were is said: segments, people by machine, machines in the fingerprint', () => {
  const { run, trend, instrument } = findingsOf({
    plan: planted.plan,
    ledger: mergeLedgers(plantShards(planted.ledger, 3)),
  });
  expect(run.id).toBe('planted-7-on-1-merged-with-1');
  expect(run.segments).toEqual([
    { label: 'shard-1', run: 'planted-7-on-1' },
    { label: 'shard-2', run: 'planted-7-on-2' },
  ]);
  expect(run.people.map(({ id }) => id)).toEqual([
    'shard-1/person-1',
    'shard-1/person-3',
    'shard-2/person-2',
    'shard-2/person-4',
  ]);
  expect(trend.fingerprint.parts.machines).toBe('2');
  expect(instrument.caveats.join(' ')).toContain('how well those clocks agreed was not measured');
});

test('one shard by itself offers its part, and its budgets wait for the merge', () => {
  const [shard] = plantShards(planted.ledger, 3);
  const { budgets, phases, verdict, trend } = findingsOf({ plan: planted.plan, ledger: shard });
  expect(phaseOf({ phases } as Findings, 'peak').load.offered).toBe(8 + 2);
  expect(budgets.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
  expect(verdict.reasons[0]).toBe('This is one shard: its budgets are judged when the shards are merged.');
  expect(trend.fingerprint.parts.machines).toBe('shard 1 of 2');
});

test('a missing shard makes the run degraded, by name', () => {
  const [, second] = plantShards(planted.ledger, 3);
  const { instrument, phases } = findingsOf({ plan: planted.plan, ledger: mergeLedgers([second]) });
  expect(instrument.validity).toBe('degraded');
  expect(instrument.reasons.join('\n')).toContain('shard 1 of 2 is missing');
  expect(phaseOf({ phases } as Findings, 'peak').load.offered).toBe(8 + 2);
});

test('one overloaded machine is not hidden by another that was not', () => {
  const [first, second] = plantShards(planted.ledger, 3);
  const busy = {
    ...second,
    hosts: planted.ledger.hosts.map((host) => ({ ...host, foreignCpuShare: 0.5 })),
    buckets: second.buckets.map((bucket) => ({ ...bucket, loopLagP99Ms: 300 })),
  };
  const { instrument } = findingsOf({ plan: planted.plan, ledger: mergeLedgers([first, busy]) });
  expect(instrument.validity).toBe('invalid');
  expect(instrument.reasons.some((reason) => reason.startsWith('shard-1'))).toBe(false);
  expect(instrument.reasons).toContain('shard-2, peak: the load driver was held up by 300 ms (p99).');
  expect(instrument.reasons).toContain(
    'shard-2, peak: programs that do not belong to the run took over a quarter of the machine for 100 % of the time.',
  );
});

test('the same shard twice is refused', () => {
  const [first] = plantShards(planted.ledger, 3);
  expect(() => mergeLedgers([first, { ...structuredClone(first), run: 'again' }])).toThrow(
    /shard 1 of 2 is there twice/,
  );
});

test('drivers whose seconds do not begin together add up over any window', () => {
  const seconds = (shard: string, fromMs: number, starts: number, inFlight: number): BucketRecord[] =>
    Array.from({ length: 10 }, (_, k) => ({
      type: 'bucket',
      shard,
      fromMs: fromMs + 1_000 * k,
      durationMs: 1_000,
      offeredStreams: 0,
      starts: starts + k,
      completions: 0,
      failures: 0,
      cancelled: 0,
      inFlight,
      streaming: 0,
      events: 0,
      textEvents: 0,
      bytes: 0,
      gapsUs: createLatencyHistogram().encode(),
      dispatchLagUs: null,
      loopLagP99Ms: 0,
      loopLagMaxMs: inFlight,
      cpuMs: 0,
    }));
  const [one, other] = [seconds('a', 0, 3, 2), seconds('b', 370, 10, 5)];
  const both = [...one, ...other].sort((a, b) => a.fromMs - b.fromMs);
  for (const [fromMs, toMs] of [
    [1_000, 9_000],
    [1_234, 5_678],
    [4_100, 4_200],
  ] as const) {
    const alone = (buckets: BucketRecord[]): number => crowdRate(buckets, fromMs, toMs, 'starts')!;
    expect(crowdRate(both, fromMs, toMs, 'starts')).toBeCloseTo(alone(one) + alone(other), 9);
    expect(crowdMean(both, fromMs, toMs, 'inFlight')).toBeCloseTo(7, 9);
    expect(crowdMean(both, fromMs, toMs, 'loopLagMaxMs')).toBeCloseTo(5, 9);
  }
});
