import { isKnownMetric, knownMetrics } from './known-metrics.js';

/** What is wrong with a budget's metric, and which there are; `null` where nothing is. */
export function unknownMetric(metric: string): string | null {
  if (isKnownMetric(metric)) return null;
  const known = knownMetrics();
  const isDistribution = known.includes(metric);
  return isDistribution
    ? `"${metric}" is a distribution: ask for ${metric}.p50, .p95, .p99, .max or .n.`
    : `There is no metric "${metric}". Known are ${known.join(', ')}; of a distribution, .p50, .p95, .p99, .max or .n.`;
}
