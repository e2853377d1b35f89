import { expect, test } from '@playwright/test';
import { mergeLedgers } from '../../dist/src/ledger/merge-ledgers.js';
import type { LedgerData } from '../../dist/src/ledger/read-ledger.js';
import type { Findings } from '../../dist/src/model/findings.js';
import { findingsOf, phaseOf } from './found.js';
import { plantLedger } from './plant-ledger.js';
import { plantShards } from './plant-shards.js';

const HOUR_MS = 3_600_000;
const [one, other] = [plantLedger({ seed: 7 }), plantLedger({ seed: 8 })];
const { plan } = one;
/** Merging takes ledgers over: every test has its own. */
const first = (): LedgerData => structuredClone(one.ledger);
const second = (): LedgerData => ({
  ...structuredClone(other.ledger),
  zeroAt: one.ledger.zeroAt + HOUR_MS,
});
const [alone, beside] = [findingsOf({ plan, ledger: first() }), findingsOf({ plan, ledger: second() })];
const merged = (ledgers: readonly LedgerData[]): Findings =>
  findingsOf({ plan, ledger: mergeLedgers(ledgers) });

/** Nearest rank, by itself: the definition, not the product's code. */
const rank = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;

test('phases of the same name are pooled, and their loads are never summed', () => {
  const both = merged([first(), second()]);
  expect(both.phases.map(({ name }) => name)).toEqual(alone.phases.map(({ name }) => name));
  for (const phase of both.phases) {
    const [a, b] = [phaseOf(alone, phase.name), phaseOf(beside, phase.name)];
    expect(phase.load.offered).toBe(a.load.offered);
    expect(phase.load.streams).toBe(a.load.streams);
    expect(phase.experience.turns).toBe(a.experience.turns + b.experience.turns);
    expect(phase.experience.goodTurns).toBe(a.experience.goodTurns + b.experience.goodTurns);
    expect(phase.load.wireTtftMs.n).toBe(a.load.wireTtftMs.n + b.load.wireTtftMs.n);
    expect(phase.load.gapMs.n).toBe(a.load.gapMs.n + b.load.gapMs.n);
    expect(phase.leftOut.turns).toBe(a.leftOut.turns + b.leftOut.turns);
    // Both lasted equally long.
    for (const field of ['inFlight', 'startsPerSecond', 'completionsPerSecond', 'eventsPerSecond'] as const) {
      expect(phase.load[field]).toBeCloseTo((a.load[field]! + b.load[field]!) / 2, 6);
    }
    expect(phase.windows).toHaveLength(2);
    const [was, is] = phase.windows!;
    expect(is!.toMs - is!.fromMs).toBe(was!.toMs - was!.fromMs);
  }
});

test('percentiles are those of the turns of both', () => {
  const both = merged([first(), second()]);
  for (const { name, experience } of both.phases) {
    const waits = [alone, beside].flatMap(({ marks }) =>
      marks
        .filter(({ phase, outcome }) => phase === name && outcome === 'answered')
        .map(({ perceivedTtftMs }) => perceivedTtftMs!),
    );
    expect(experience.perceivedTtftMs.p50).toBeCloseTo(rank(waits, 0.5), 3);
    expect(experience.perceivedTtftMs.max).toBeCloseTo(Math.max(...waits), 3);
  }
});

test('a run beside its own copy finds what it finds alone, from twice as much', () => {
  const copy = { ...first(), run: 'copy', zeroAt: one.ledger.zeroAt + HOUR_MS };
  const both = merged([first(), copy]);
  for (const phase of both.phases) {
    const was = phaseOf(alone, phase.name);
    for (const field of ['inFlight', 'streaming', 'startsPerSecond', 'eventsPerSecond'] as const) {
      const value = was.load[field];
      if (value === null) expect(phase.load[field]).toBeNull();
      else expect(phase.load[field]).toBeCloseTo(value, 6);
    }
    expect(phase.experience.goodShare).toBe(was.experience.goodShare);
    expect(phase.load.goodShare).toBe(was.load.goodShare);
  }
  // With more turns the fit leans less on its neighbours: the line may move, but not by a conversation.
  expect(both.loadLine.status).toBe(alone.loadLine.status);
  expect(Math.abs(both.loadLine.value! - alone.loadLine.value!)).toBeLessThan(1);
  expect(both.loadLine.steps.map(({ n, load }) => [n, load])).toEqual(
    alone.loadLine.steps.map(({ n, load }) => [2 * n, load]),
  );
  const { status, slots, atLoad, survivedMs, recoveredMs } = both.saturation;
  expect({ status, slots, atLoad, recoveredMs }).toEqual({
    status: alone.saturation.status,
    slots: alone.saturation.slots,
    atLoad: alone.saturation.atLoad,
    recoveredMs: alone.saturation.recoveredMs,
  });
  expect(survivedMs).toBeCloseTo(alone.saturation.survivedMs!, 6);
  expect(both.saturation.ceilingPerSecond).toBeCloseTo(alone.saturation.ceilingPerSecond!, 6);
});

test('the order in which they are given says nothing', () => {
  expect(merged([second(), first()])).toEqual(merged([first(), second()]));
});

test('of two replicates the one that did not recover counts', () => {
  const broken = plantLedger({ seed: 8, brokenFromMs: 60_000 });
  const both = merged([first(), { ...structuredClone(broken.ledger), zeroAt: one.ledger.zeroAt + HOUR_MS }]);
  expect(alone.saturation.recovered).toBe(true);
  expect(both.saturation.recovered).toBe(false);
});

test('replicates are told as such: segments, people, one machine', () => {
  const { run, trend, instrument } = merged([first(), second()]);
  expect(run.segments).toEqual([
    { label: 'replicate-1', run: 'planted-7' },
    { label: 'replicate-2', run: 'planted-8' },
  ]);
  expect(run.people.map(({ id }) => id)).toEqual([
    'replicate-1/person-1',
    'replicate-1/person-2',
    'replicate-2/person-1',
    'replicate-2/person-2',
  ]);
  expect(trend.fingerprint.hash).toBe(alone.trend.fingerprint.hash);
  expect(instrument.validity).toBe('valid');
});

test('a replicate that was cut short leaves its later phases to the other, and the run is not done', () => {
  const cut = plantLedger({ seed: 8, cutAtMs: 45_000 });
  const ledger = mergeLedgers([
    first(),
    { ...structuredClone(cut.ledger), zeroAt: one.ledger.zeroAt + HOUR_MS },
  ]);
  const both = findingsOf({ plan, ledger }, true);
  expect(phaseOf(both, 'climb-3').windows).toHaveLength(2);
  expect(phaseOf(both, 'peak').windows).toBeUndefined();
  expect(phaseOf(both, 'peak').experience.turns).toBe(phaseOf(alone, 'peak').experience.turns);
  expect(both.verdict.reasons).toContain('The run ended before its plan was done.');
});

test('the same run twice is refused', () => {
  const header = {
    type: 'header',
    schema: 'plimsoll.ledger/1',
    run: one.ledger.run,
    role: 'conductor',
    process: 'conductor',
    pid: 3,
    baseNs: '1',
    clockOffsetMs: 0,
    clockErrorMs: 0,
    baseAt: 5,
  } as const;
  expect(() =>
    mergeLedgers([
      { ...first(), headers: [header] },
      { ...first(), headers: [header] },
    ]),
  ).toThrow(/planted-7 is there twice/);
});

test('two runs of two shards each: shards add up, replicates do not', () => {
  const large = plantLedger({ seed: 7, people: 4 });
  const later = plantLedger({ seed: 8, people: 4 });
  const shards = [
    ...plantShards(large.ledger, 1),
    ...plantShards({ ...later.ledger, zeroAt: large.ledger.zeroAt + HOUR_MS }, 2),
  ];
  const both = findingsOf({ plan: large.plan, ledger: mergeLedgers(shards) });
  const [a, b] = [findingsOf(large), findingsOf({ plan: large.plan, ledger: later.ledger })];
  for (const phase of both.phases) {
    expect(phase.load.offered).toBe(phaseOf(a, phase.name).load.offered);
    expect(phase.load.inFlight).toBeCloseTo(
      (phaseOf(a, phase.name).load.inFlight! + phaseOf(b, phase.name).load.inFlight!) / 2,
      6,
    );
  }
  expect(both.run.segments).toHaveLength(4);
  expect(both.trend.fingerprint.parts.machines).toBe('2');
});
