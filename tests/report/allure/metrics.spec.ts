import { expect, test } from '@playwright/test';
import { environmentProperties } from '../../../dist/src/report/allure/environment.js';
import { performanceMetrics } from '../../../dist/src/report/allure/performance-metrics.js';
import { sampleFindings } from '../sample-findings.js';

const figureOf = (metrics: ReturnType<typeof performanceMetrics>, key: string): number | undefined =>
  metrics.find((metric) => metric.key === key)?.value;

test('each figure is there once, as the findings have it', () => {
  const findings = sampleFindings();
  const metrics = performanceMetrics(findings);
  const keys = metrics.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const baseline = findings.phases.find(({ name }) => name === 'baseline')!;
  expect(figureOf(metrics, 'baseline.perceivedTtftMs.p50')).toBeCloseTo(
    baseline.experience.perceivedTtftMs.p50!,
    2,
  );
  expect(figureOf(metrics, 'baseline.goodShare')).toBe(100 * baseline.experience.goodShare!);
  expect(figureOf(metrics, 'run.loadLine')).toBeCloseTo(findings.loadLine.value!, 3);
  expect(figureOf(metrics, 'run.instrument.control.paintErrorMs.p95')).toBeCloseTo(
    findings.instrument.control.paintErrorMs.p95!,
    3,
  );
  expect(metrics.find(({ key }) => key === 'run.loadLine')).toMatchObject({
    unit: 'conversations',
    better: 'higher',
    start: Date.parse(findings.run.startedAt!),
  });
});

test('what was not measured is absent, and never 0', () => {
  const findings = sampleFindings();
  // Twelve turns have no p95.
  expect(findings.phases.find(({ name }) => name === 'baseline')!.experience.perceivedTtftMs.p95).toBeNull();
  const metrics = performanceMetrics({ ...findings, loadLine: { ...findings.loadLine, value: null } });
  const keys = metrics.map(({ key }) => key);
  expect(keys).not.toContain('baseline.perceivedTtftMs.p95');
  expect(keys).not.toContain('run.loadLine');
  expect(keys.filter((key) => key.startsWith('warm-up'))).toEqual([]);
});

test('a run that cannot be believed, or was cut short, gives a trend nothing but its error', () => {
  const findings = sampleFindings();
  const invalid = performanceMetrics({ ...findings, verdict: { status: 'invalid', reasons: [] } });
  const cut = performanceMetrics({ ...findings, run: { ...findings.run, interrupted: true } });
  for (const metrics of [invalid, cut])
    expect(metrics.map(({ key }) => key)).toEqual(['run.instrument.control.paintErrorMs.p95']);
});

test('the environment has a line for what is known, and nothing can begin another', () => {
  const findings = sampleFindings();
  const run = {
    ...findings.run,
    target: 'C:\\chat\nseed = 9',
    host: { ...findings.run.host, browser: null },
  };
  const lines = environmentProperties({ ...findings, run })
    .trimEnd()
    .split('\n');
  expect(lines).toContain('target = C:\\\\chat seed = 9');
  expect(lines).toContain('seed = 1');
  expect(lines.filter((line) => line.startsWith('browser'))).toEqual([]);
  expect(lines.every((line) => /^[a-z]+ = \S/.test(line))).toBe(true);
});
