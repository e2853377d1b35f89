import type { Distribution } from '../model/findings.js';
import type { BucketRecord } from '../model/records.js';
import { createLatencyHistogram } from '../stats/latency-histogram.js';

/** The same over several windows. */
export function bucketHistogramOver(
  buckets: readonly BucketRecord[],
  windows: readonly { readonly fromMs: number; readonly toMs: number }[],
  field: 'gapsUs' | 'dispatchLagUs',
): Distribution {
  const [only, ...others] = windows;
  if (only !== undefined && others.length === 0)
    return bucketHistogram(buckets, only.fromMs, only.toMs, field);
  const inside = buckets.filter(({ fromMs, durationMs }) =>
    windows.some((window) => {
      const middleMs = fromMs + durationMs / 2;
      return middleMs >= window.fromMs && middleMs < window.toMs;
    }),
  );
  return bucketHistogram(inside, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, field);
}

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
