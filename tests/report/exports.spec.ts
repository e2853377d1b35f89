import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import { renderBenchmark } from '../../dist/src/report/render-benchmark.js';
import { renderK6Summary } from '../../dist/src/report/render-k6-summary.js';
import { renderOpenMetrics } from '../../dist/src/report/render-open-metrics.js';
import { sampleFindings } from './sample-findings.js';

interface K6 {
  readonly metrics: Record<
    string,
    { type: string; values: Record<string, number>; thresholds?: Record<string, { ok: boolean }> }
  >;
}
const k6 = (findings: Findings): K6 => JSON.parse(renderK6Summary(findings)) as K6;
const phaseOf = (findings: Findings, name: string) => findings.phases.find((phase) => phase.name === name)!;

test('the k6 summary has every phase under the names of the metrics, and budgets as thresholds', () => {
  const findings = sampleFindings();
  const { metrics } = k6(findings);
  const { perceivedTtftMs, goodShare, goodTurns, turns } = phaseOf(findings, 'baseline').experience;
  expect(metrics['perceivedTtftMs{phase:baseline}']).toMatchObject({
    type: 'trend',
    contains: 'time',
    values: { count: perceivedTtftMs.n, med: perceivedTtftMs.p50, max: perceivedTtftMs.max },
  });
  expect(metrics['goodShare{phase:baseline}']).toMatchObject({
    type: 'rate',
    values: { rate: goodShare, passes: goodTurns, fails: turns - goodTurns },
  });
  const thresholds = Object.values(metrics).flatMap(({ thresholds: of }) => Object.values(of ?? {}));
  const judged = findings.budgets.filter(({ status }) => status !== 'skipped');
  expect(thresholds).toHaveLength(judged.length + 1);
  for (const budget of judged.filter(({ metric }) => metric === 'goodShare')) {
    expect(metrics[`goodShare{phase:${budget.phase}}`]?.thresholds).toEqual({
      [`rate>=${String(budget.limit)}`]: { ok: budget.status === 'pass' },
    });
  }
});

test('what was not measured is absent, and never 0', () => {
  const findings = sampleFindings();
  const { p95 } = phaseOf(findings, 'baseline').experience.perceivedTtftMs;
  expect(p95).toBeNull();
  expect(k6(findings).metrics['perceivedTtftMs{phase:baseline}']?.values).not.toHaveProperty('p(95)');
  expect(k6(findings).metrics).not.toHaveProperty('wireTtftMs{phase:baseline}');
  expect(renderOpenMetrics(findings)).not.toMatch(
    /perceived_ttft_seconds\{[^}]*baseline[^}]*quantile="0.95"/,
  );
  expect(renderBenchmark(findings, 'lower')).not.toContain('baseline: perceived TTFT p95');
  for (const text of [renderK6Summary(findings), renderOpenMetrics(findings)])
    expect(text).not.toMatch(/null|NaN|Infinity/);
});

test('an invalid run fails whoever reads thresholds, although none of its budgets was judged', () => {
  const findings = sampleFindings();
  const invalid: Findings = { ...findings, verdict: { status: 'invalid', reasons: ['foreign'] } };
  const thresholds = Object.entries(k6(invalid).metrics).filter(([, { thresholds: of }]) => of !== undefined);
  expect(thresholds.map(([name, { thresholds: of }]) => [name, of])).toEqual([
    ['verdict', { 'rate==1': { ok: false } }],
  ]);
});

test('OpenMetrics: base units, one block a family, names that end in their unit, labels escaped, an end', () => {
  const findings = sampleFindings();
  const hostile: Findings = {
    ...findings,
    run: { ...findings.run, target: 'a "chat"\\\nx' },
  };
  const text = renderOpenMetrics(hostile);
  expect(text.endsWith('\n# EOF\n')).toBe(true);
  expect(text).toContain('target="a \\"chat\\"\\\\\\nx"');
  const { p50 } = phaseOf(findings, 'peak').experience.perceivedTtftMs;
  const line = text.split('\n').find((each) => /perceived_ttft_seconds\{.*peak.*quantile="0.5"/.test(each));
  expect(Number(line?.split(' ').at(-1))).toBeCloseTo(p50! / 1000, 6);
  let family = '';
  const seen: string[] = [];
  for (const each of text.split('\n').slice(0, -2)) {
    const type = /^# TYPE (\S+) (summary|gauge)$/.exec(each);
    if (type) {
      family = type[1]!;
      seen.push(family);
      continue;
    }
    const unit = /^# UNIT (\S+) (\S+)$/.exec(each);
    if (unit) expect(unit[1]).toMatch(new RegExp(`^${family}$`));
    if (unit) expect(unit[1]!.endsWith(`_${unit[2]}`)).toBe(true);
    if (each.startsWith('#')) continue;
    expect(each).toMatch(
      new RegExp(`^${family}(_count)?\\{([a-z]+="(\\\\.|[^"\\\\])*",?)*\\} -?[0-9.e+-]+$`),
    );
  }
  expect(new Set(seen).size).toBe(seen.length);
});

test('github-action-benchmark: what is better when smaller, and what when bigger, never both', () => {
  const findings = sampleFindings();
  const read = (better: 'lower' | 'higher') =>
    JSON.parse(renderBenchmark(findings, better)) as {
      name: string;
      unit: string;
      value: number;
      range?: string;
    }[];
  const [smaller, bigger] = [read('lower'), read('higher')];
  expect(smaller.find(({ name }) => name === 'peak: perceived TTFT p50')).toMatchObject({
    unit: 'ms',
    value: phaseOf(findings, 'peak').experience.perceivedTtftMs.p50,
  });
  expect(bigger.find(({ name }) => name === 'load line')).toMatchObject({
    value: findings.loadLine.value,
    range: expect.stringContaining('95 % interval'),
  });
  const names = [...smaller, ...bigger].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { value } of [...smaller, ...bigger]) expect(Number.isFinite(value)).toBe(true);
});
