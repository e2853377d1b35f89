import type { BucketRecord } from '../model/records.js';
import { overlapMean } from './overlap-mean.js';

/** What a bucket counts, rather than averages. */
type CountField = 'starts' | 'completions' | 'failures' | 'events';

/** Time-weighted mean over the crowd's seconds of something they average. */
export function crowdMean(
  buckets: readonly BucketRecord[],
  fromMs: number,
  toMs: number,
  field: 'inFlight' | 'streaming' | 'loopLagMaxMs',
): number | null {
  return overlapMean(buckets, { fromMs, toMs }, bucketInterval, (bucket) => bucket[field]);
}

/** Mean rate per second over the crowd's seconds of something they count. */
export function crowdRate(
  buckets: readonly BucketRecord[],
  fromMs: number,
  toMs: number,
  field: CountField,
): number | null {
  return overlapMean(
    buckets,
    { fromMs, toMs },
    bucketInterval,
    (bucket) => (bucket[field] * 1_000) / bucket.durationMs,
  );
}

export const bucketInterval = (bucket: BucketRecord): { fromMs: number; toMs: number } => ({
  fromMs: bucket.fromMs,
  toMs: bucket.fromMs + bucket.durationMs,
});
