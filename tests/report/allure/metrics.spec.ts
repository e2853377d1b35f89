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
  const exact = {
    '02-baseline.perceivedTtftMs.p50': baseline.experience.perceivedTtftMs.p50!,
    '02-baseline.goodShare': 100 * baseline.experience.goodShare!,
    '00-run.loadLine': findings.loadLine.value!,
    '00-run.instrument.control.paintErrorMs.p95': findings.instrument.control.paintErrorMs.p95!,
  };
  for (const [key, value] of Object.entries(exact))
    expect(figureOf(metrics, key)! / value, key).toBeCloseTo(1, 3);
  expect(metrics.find(({ key }) => key === '00-run.loadLine')).toMatchObject({
    title: 'load line, conversations',
    better: 'higher',
    start: Date.parse(findings.run.startedAt!),
  });
});

test('figures stand in the order of the load, whatever the order of the climb was', () => {
  const findings = sampleFindings();
  const [, second, third, ...rest] = findings.phases;
  const keys = (of: typeof findings): string[] =>
    performanceMetrics(of)
      .map(({ key }) => key)
      .sort();
  const shuffled = { ...findings, phases: [findings.phases[0]!, ...rest.toReversed(), third!, second!] };
  expect(keys(shuffled)).toEqual(keys(findings));
  const groups = [...new Set(keys(findings).map((key) => key.split('.')[0]))];
  expect(groups).toEqual([
    '00-run',
    '02-baseline',
    '03-climb 3',
    '04-climb 6',
    '05-climb 10',
    '06-peak',
    '07-recovery',
  ]);
});

test('what was not measured is absent, and never 0', () => {
  const findings = sampleFindings();
  // Twelve turns have no p95.
  expect(findings.phases.find(({ name }) => name === 'baseline')!.experience.perceivedTtftMs.p95).toBeNull();
  const metrics = performanceMetrics({ ...findings, loadLine: { ...findings.loadLine, value: null } });
  const keys = metrics.map(({ key }) => key);
  expect(keys).not.toContain('02-baseline.perceivedTtftMs.p95');
  expect(keys).not.toContain('00-run.loadLine');
  expect(keys.filter((key) => key.includes('warm-up'))).toEqual([]);
});

test('a run that cannot be believed, or was cut short, gives a trend nothing but its error', () => {
  const findings = sampleFindings();
  const invalid = performanceMetrics({ ...findings, verdict: { status: 'invalid', reasons: [] } });
  const cut = performanceMetrics({ ...findings, run: { ...findings.run, interrupted: true } });
  for (const metrics of [invalid, cut])
    expect(metrics.map(({ key }) => key)).toEqual(['00-run.instrument.control.paintErrorMs.p95']);
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
