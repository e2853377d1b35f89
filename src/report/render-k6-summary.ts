import type { BudgetResult, Findings } from '../model/findings.js';
import { type MetricPoint, metricPoints } from './metric-points.js';

/** One metric as k6's end-of-test summary has it. */
interface K6Metric {
  readonly type: 'trend' | 'rate' | 'counter' | 'gauge';
  readonly contains: 'time' | 'default';
  readonly values: Readonly<Record<string, number>>;
  thresholds?: Record<string, { readonly ok: boolean }>;
}

/**
 * The run in the shape of k6's `handleSummary` data, for tools that read that. A phase's metric is named as k6 names a
 * sub-metric, `perceivedTtftMs{phase:baseline}`; nothing is pooled over phases. Times are milliseconds; what was not
 * measured is absent. `verdict` is a rate of 1 or 0, so that an invalid run, whose budgets are not judged, fails too.
 */
export function renderK6Summary(findings: Findings): string {
  const { run, verdict, budgets } = findings;
  const metrics: Record<string, K6Metric> = {};
  for (const point of metricPoints(findings)) metrics[nameOf(point)] = k6Metric(point);
  if (verdict.status !== 'invalid') for (const budget of budgets) addThreshold(metrics, budget);
  const passed = verdict.status === 'pass' ? 1 : 0;
  metrics.verdict = {
    type: 'rate',
    contains: 'default',
    values: { rate: passed, passes: passed, fails: 1 - passed },
    thresholds: { 'rate==1': { ok: passed === 1 } },
  };
  const summary = {
    metrics,
    root_group: { name: '', path: '', id: 'd41d8cd98f00b204e9800998ecf8427e', groups: [], checks: [] },
    options: { summaryTrendStats: ['count', 'med', 'p(95)', 'p(99)', 'max'], summaryTimeUnit: 'ms' },
    state: { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: run.durationMs },
    plimsoll: {
      run: run.id,
      startedAt: run.startedAt,
      profile: run.plan.profile,
      verdict: verdict.status,
      validity: findings.instrument.validity,
      version: run.tool.version,
    },
  };
  return `${JSON.stringify(summary, null, 2)}\n`;
}

const nameOf = ({ name, phase }: MetricPoint): string =>
  phase === null ? name : `${name}{phase:${phase.name}}`;

function k6Metric({ unit, values }: MetricPoint): K6Metric {
  const contains = unit === 'ms' ? 'time' : 'default';
  switch (values.kind) {
    case 'distribution': {
      const { n, p50, p95, p99, max } = values.of;
      const known = Object.entries({ med: p50, 'p(95)': p95, 'p(99)': p99, max }).filter(
        (entry): entry is [string, number] => entry[1] !== null,
      );
      return { type: 'trend', contains, values: { count: n, ...Object.fromEntries(known) } };
    }
    case 'share': {
      const { share, good, n } = values;
      return { type: 'rate', contains, values: { rate: share, passes: good, fails: n - good } };
    }
    case 'count':
      return { type: 'counter', contains, values: { count: values.count } };
    case 'value':
      return { type: 'gauge', contains, values: { value: values.value } };
  }
}

const STATS: Readonly<Record<string, string>> = {
  p50: 'med',
  p95: 'p(95)',
  p99: 'p(99)',
  max: 'max',
  n: 'count',
};
const SIGNS = { atLeast: '>=', atMost: '<=', is: '==' } as const;

/** A budget that the plan could not answer is no threshold; one that was not measured is not kept. */
function addThreshold(metrics: Record<string, K6Metric>, budget: BudgetResult): void {
  if (budget.status === 'skipped') return;
  const { base, stat } = partsOf(budget.metric);
  const name = budget.phase === 'run' ? base : `${base}{phase:${budget.phase}}`;
  // A budget over several phases, or on what no history is kept of, is held against the figure that decided it.
  const decided: Record<string, number> = typeof budget.actual === 'number' ? { value: budget.actual } : {};
  const metric: K6Metric = metrics[name] ?? { type: 'gauge', contains: 'default', values: decided };
  metrics[name] = metric;
  const asked = stat ?? (metric.type === 'rate' ? 'rate' : metric.type === 'counter' ? 'count' : 'value');
  metric.thresholds ??= {};
  metric.thresholds[`${asked}${SIGNS[budget.op]}${String(budget.limit)}`] = { ok: budget.status === 'pass' };
}

function partsOf(metric: string): { readonly base: string; readonly stat: string | undefined } {
  const at = metric.lastIndexOf('.');
  const stat = at === -1 ? undefined : STATS[metric.slice(at + 1)];
  return stat === undefined ? { base: metric, stat } : { base: metric.slice(0, at), stat };
}
