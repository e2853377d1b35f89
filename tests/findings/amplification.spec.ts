import { expect, test } from '@playwright/test';
import { found, phaseOf } from './found.js';

test('a page that adds nothing under load passes the slow-down of the wire on', () => {
  const { amplification } = found();
  const peak = amplification.phases.find(({ phase }) => phase === 'peak')!;
  expect(peak.wait.status).toBe('passes-on');
  expect(peak.wait.factor!).toBeCloseTo(1, 1);
  expect(peak.wait.wireAddedMs!).toBeGreaterThan(1_000);
  const recovery = amplification.phases.find(({ phase }) => phase === 'recovery')!;
  expect([recovery.wait.status, recovery.wait.factor]).toEqual(['within-error', null]);
});

test('a page that needs 50 ms more for each stream of the crowd multiplies, by so much', () => {
  const findings = found({ pageMsPerStream: 50 });
  const { wait } = findings.amplification.phases.find(({ phase }) => phase === 'climb-10')!;
  expect(wait.status).toBe('multiplies');
  expect(Math.abs(wait.pageAddedMs! - 500)).toBeLessThan(10);
  expect(wait.pageCi95![0]).toBeLessThanOrEqual(wait.pageAddedMs!);
  expect(wait.sentence).toContain('the page added');
  const added =
    phaseOf(findings, 'climb-10').attribution.pageAfterMs!.mean -
    phaseOf(findings, 'baseline').attribution.pageAfterMs!.mean;
  expect(wait.pageAddedMs!).toBeCloseTo(added, 6);
});

test('without a crowd, or without a wire, nothing is said', () => {
  expect(found({ slots: 4, stages: [] }).amplification.status).toBe('not-measured');
});
