import { checkNamed } from '../model/check-metric.js';
import { isKnownMetric, knownMetrics } from './known-metrics.js';

/** What is wrong with a budget's metric, and which there are; `null` where nothing is. */
export function unknownMetric(metric: string): string | null {
  // Which checks there are the run knows, not the schema.
  if (isKnownMetric(metric) || checkNamed(metric) !== undefined) return null;
  const known = knownMetrics();
  const isDistribution = known.includes(metric);
  return isDistribution
    ? `"${metric}" is a distribution: ask for ${metric}.p50, .p95, .p99, .max or .n.`
    : `There is no metric "${metric}". Known are ${known.join(', ')}; of a distribution, .p50, .p95, .p99, .max or .n; of one check, checkShare{its name}.`;
}
