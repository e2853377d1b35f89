/** How budgets and sentences name a metric, and how its values are written. */
interface MetricWords {
  readonly words: string;
  readonly unit: 'share' | 'ms' | 'number';
}

const NAMES: Readonly<Record<string, string>> = {
  goodShare: 'share of good turns',
  'load.goodShare': 'share of good streams',
  goodTurns: 'number of good turns',
  ackMs: 'time to acknowledgement',
  firstFeedbackMs: 'time to first feedback',
  perceivedTtftMs: 'perceived TTFT',
  perceivedTtlbMs: 'perceived time to last byte',
  settledMs: 'time until settled',
  paintGapMs: 'gap between paints',
  stalls: 'number of stalls',
  freezes: 'number of freezes',
  readingQoe: 'reading quality',
  flowQoe: 'flow',
  renderLagMs: 'render lag',
  jankMs: 'jank',
  wireTtftMs: 'wire TTFT',
  gapMs: 'gap on the wire',
  dispatchLagMs: 'dispatch lag',
};

/** `perceivedTtftMs.p95` → "p95 of perceived TTFT", in ms. */
export function metricWords(metric: string): MetricWords {
  const parts = metric.split('.');
  const last = parts.at(-1) ?? metric;
  const isPercentile = /^(p50|p95|p99|max|mean|n)$/.test(last) && parts.length > 1;
  const base = isPercentile ? parts.slice(0, -1) : parts;
  const baseName = base.join('.');
  const stem = base.at(-1) ?? baseName;
  const name = NAMES[baseName] ?? NAMES[stem] ?? baseName;
  return {
    words: isPercentile ? `${last} of ${name}` : name,
    unit: stem.endsWith('Share') ? 'share' : stem.endsWith('Ms') && last !== 'n' ? 'ms' : 'number',
  };
}
