import type { Distribution } from '../model/findings.js';
import type { BucketRecord } from '../model/records.js';
import { createLatencyHistogram } from '../stats/latency-histogram.js';

/** Adds up a histogram over those seconds of the crowd whose middle lies in the window; milliseconds. */
export function bucketHistogram(
  buckets: readonly BucketRecord[],
  fromMs: number,
  toMs: number,
  field: 'gapsUs' | 'dispatchLagUs',
): Distribution {
  const sum = createLatencyHistogram();
  for (const bucket of buckets) {
    const middleMs = bucket.fromMs + bucket.durationMs / 2;
    const encoded = bucket[field];
    if (encoded !== null && middleMs >= fromMs && middleMs < toMs) sum.addEncoded(encoded);
  }
  return sum.toDistributionMs();
}
