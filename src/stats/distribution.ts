import type { Distribution, MissingPercentile } from '../model/findings.js';

const PERCENTILES = [
  { name: 'p50', over: 'p50Over', percent: 50, atLeast: 4 },
  { name: 'p95', over: 'p95Over', percent: 95, atLeast: 40 },
  { name: 'p99', over: 'p99Over', percent: 99, atLeast: 200 },
] as const;

/** Attempts that gave no value: they rank above every value, and all that is known is that they lie over `over`. */
export interface Censored {
  readonly unanswered: number;
  readonly over: number;
}

/**
 * Percentiles by nearest rank: the value at rank ⌈q·n⌉, where `n` counts values and unanswered attempts. A percentile
 * needs n ≥ 2/(1 − q) (`atLeast` above) and is `null`, with the reason, where it has fewer or falls among the unanswered.
 */
export function distribution(
  values: readonly number[],
  censored: Censored = { unanswered: 0, over: 0 },
): Distribution {
  const sorted = new Float64Array(values).sort();
  const { unanswered, over } = censored;
  const n = sorted.length + unanswered;
  const missing: { [K in (typeof PERCENTILES)[number]['name'] | 'max']?: MissingPercentile } = {};
  const overs: { [K in (typeof PERCENTILES)[number]['over'] | 'maxOver']?: number } = {};
  const [p50, p95, p99] = PERCENTILES.map((percentile) => {
    const rank = Math.ceil((percentile.percent * n) / 100);
    if (n >= percentile.atLeast && rank <= sorted.length) return sorted[rank - 1] ?? null;
    missing[percentile.name] = n === 0 ? 'no-data' : n < percentile.atLeast ? 'too-few' : 'unanswered';
    if (missing[percentile.name] === 'unanswered') overs[percentile.over] = over;
    return null;
  });
  if (n === 0) missing.max = 'no-data';
  else if (unanswered > 0) {
    missing.max = 'unanswered';
    overs.maxOver = over;
  }
  const max = missing.max === undefined ? (sorted.at(-1) ?? null) : null;
  return {
    n,
    unanswered,
    p50: p50 ?? null,
    p95: p95 ?? null,
    p99: p99 ?? null,
    max,
    ...overs,
    ...(Object.keys(missing).length > 0 ? { missing } : {}),
  };
}
