import { expect, test } from '@playwright/test';
import { found, phaseOf } from './found.js';
import { PLANTED } from './plant-ledger.js';

/**
 * Where the share of good turns falls to 90 % in the planted backend, read from stages of 600 s at every load from 2
 * to 18: 8.2 conversations felt, 8.3 on the wire. The quick plan tests 8 and 12, and interpolates between them.
 */
const TRUE_LINE = 8.2;
/** Slots over seconds per answer: prefill, 59 gaps between 60 tokens, 1 ms to leave. */
const TRUE_CEILING =
  PLANTED.slots / ((PLANTED.prefillMs + (59 * 1_000) / PLANTED.tokensPerSecond + 1) / 1_000);

const SEEDS_PER_TEST = 5;

for (let from = 1; from <= 50; from += SEEDS_PER_TEST) {
  test(`the quick plan finds what was planted, seeds ${from} to ${from + SEEDS_PER_TEST - 1}`, () => {
    for (let seed = from; seed < from + SEEDS_PER_TEST; seed++) {
      const findings = found({ seed });
      const { loadLine, wireLoadLine, saturation, firstToGive, verdict, correlations } = findings;
      const context = `seed ${seed}`;

      for (const line of [loadLine, wireLoadLine]) {
        expect(line.status, context).toBe('found');
        expect(Math.abs(line.value! - TRUE_LINE), context).toBeLessThan(0.5);
        expect(line.ci95![0], context).toBeLessThanOrEqual(TRUE_LINE);
        expect(line.ci95![1], context).toBeGreaterThanOrEqual(TRUE_LINE);
        expect(line.value! >= line.ci95![0] && line.value! <= line.ci95![1], context).toBe(true);
      }
      expect(firstToGive.status, context).toBe('together');

      expect(saturation.status, context).toBe('reached');
      expect(saturation.atLoad, context).toBe(8);
      expect(saturation.slots, context).toBe(PLANTED.slots);
      expect(Math.abs(saturation.ceilingPerSecond! / TRUE_CEILING - 1), context).toBeLessThan(0.05);
      expect(saturation.recovered, context).toBe(true);
      expect(saturation.recoveredMs!, context).toBeLessThan(2_500);

      const { attribution, experience } = phaseOf(findings, 'baseline');
      expect(attribution.inputMs!.mean, context).toBeCloseTo(PLANTED.inputMs, 6);
      expect(attribution.pageBeforeMs!.mean, context).toBeCloseTo(PLANTED.pageBeforeMs, 6);
      expect(Math.abs(attribution.pageAfterMs!.mean - PLANTED.pageAfterMs), context).toBeLessThan(2);
      expect(Math.abs(attribution.serverMs!.mean - PLANTED.prefillMs - 3), context).toBeLessThan(10);
      expect(attribution.unattributedMs!.mean, context).toBeCloseTo(0, 6);
      expect(experience.goodShare, context).toBe(1);

      const pair = correlations.pairs.find(({ x, y }) => x === 'inFlight' && y === 'perceivedTtftMs')!;
      expect(pair.ci95![0], context).toBeGreaterThan(0.3);
      expect(verdict, context).toEqual({ status: 'pass', reasons: ['All 3 budgets were kept.'] });
    }
  });
}

test('the parts of the wait add up to perceived TTFT in every phase', () => {
  const findings = found();
  for (const { name, attribution } of findings.phases) {
    const turns = findings.marks.filter(({ phase, outcome }) => phase === name && outcome === 'answered');
    const mean = turns.reduce((sum, { perceivedTtftMs }) => sum + perceivedTtftMs!, 0) / turns.length;
    const { inputMs, pageBeforeMs, serverMs, pageAfterMs, unattributedMs, server } = attribution;
    expect(attribution.n).toBe(turns.length);
    const parts = [inputMs, pageBeforeMs, serverMs, pageAfterMs, unattributedMs].map((part) => part!.mean);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(mean, 6);
    const ofServer = [server.connectMs, server.headersMs, server.textMs].map((part) => part!.mean);
    expect(ofServer.reduce((sum, part) => sum + part, 0)).toBeCloseTo(serverMs!.mean, 6);
  }
});

test('every turn is in one phase or left out of the one in which it was submitted', () => {
  const { phases, marks } = found();
  const inPhases = phases.reduce(
    (sum, { experience, leftOut }) =>
      sum + Object.values(experience.outcomes).reduce((a, b) => a + b, 0) + leftOut.turns,
    0,
  );
  expect(inPhases).toBe(marks.length);
});

test('a page that slows down with load gives before the wire', () => {
  const findings = found({ pageMsPerStream: 200 });
  expect(findings.loadLine.value!).toBeLessThan(6);
  expect(findings.wireLoadLine.value!).toBeGreaterThan(8);
  expect(findings.firstToGive.status).toBe('page');
  const pair = findings.correlations.pairs.find(({ x, y }) => x === 'inFlight' && y === 'renderLagMs')!;
  expect(pair.spearman!).toBeGreaterThan(0.8);
  expect(pair.sentence).toContain('The higher the number of streams in flight, the higher render lag');
});

test('what does not change with load is not said to', () => {
  const { correlations } = found();
  const pair = correlations.pairs.find(({ x, y }) => x === 'inFlight' && y === 'renderLagMs')!;
  expect(pair.ci95![0]).toBeLessThan(0);
  expect(pair.ci95![1]).toBeGreaterThan(0);
  expect(pair.sentence).toContain('No evidence');
});
