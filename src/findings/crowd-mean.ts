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
  const inShards = byShard(bucketsAround(buckets, fromMs, toMs)).map((own) =>
    overlapMean(own, { fromMs, toMs }, bucketInterval, (bucket) => bucket[field]),
  );
  // Streams of several drivers add up; a driver that is held up does not hold up the others.
  return field === 'loopLagMaxMs' ? largestOf(inShards) : sumOf(inShards);
}

/** Mean rate per second over the crowd's seconds of something they count. */
export function crowdRate(
  buckets: readonly BucketRecord[],
  fromMs: number,
  toMs: number,
  field: CountField,
): number | null {
  const inShards = byShard(bucketsAround(buckets, fromMs, toMs)).map((own) =>
    overlapMean(
      own,
      { fromMs, toMs },
      bucketInterval,
      (bucket) => (bucket[field] * 1_000) / bucket.durationMs,
    ),
  );
  return sumOf(inShards);
}

/** The seconds of each driver; of a run that was not merged there is one. */
function byShard(buckets: readonly BucketRecord[]): readonly (readonly BucketRecord[])[] {
  if (buckets.every(({ shard }) => shard === buckets[0]?.shard)) return [buckets];
  const shards = new Map<string | undefined, BucketRecord[]>();
  for (const bucket of buckets) {
    const own = shards.get(bucket.shard);
    if (own === undefined) shards.set(bucket.shard, [bucket]);
    else own.push(bucket);
  }
  return [...shards.values()];
}

function sumOf(values: readonly (number | null)[]): number | null {
  const own = values.filter((value) => value !== null);
  return own.length === 0 ? null : own.reduce((sum, value) => sum + value, 0);
}

function largestOf(values: readonly (number | null)[]): number | null {
  const own = values.filter((value) => value !== null);
  return own.length === 0 ? null : Math.max(...own);
}

/** Those that can overlap a window, of buckets in the order of their begin: a run of hours has many of them. */
function bucketsAround(
  buckets: readonly BucketRecord[],
  fromMs: number,
  toMs: number,
): readonly BucketRecord[] {
  const first = firstFrom(buckets, fromMs - longestOf(buckets));
  return buckets.slice(first, firstFrom(buckets, toMs));
}

/** Index of the first bucket that begins at `ms` or later. */
function firstFrom(buckets: readonly BucketRecord[], ms: number): number {
  let [low, high] = [0, buckets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (buckets[middle]!.fromMs < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

const longest = new WeakMap<readonly BucketRecord[], number>();

function longestOf(buckets: readonly BucketRecord[]): number {
  const known = longest.get(buckets);
  if (known !== undefined) return known;
  const found = buckets.reduce((most, { durationMs }) => Math.max(most, durationMs), 0);
  longest.set(buckets, found);
  return found;
}

/** Share of a window that the crowd's seconds tell of. */
export function coveredShare(buckets: readonly BucketRecord[], fromMs: number, toMs: number): number {
  const covered = byShard(bucketsAround(buckets, fromMs, toMs)).map((own) =>
    own.reduce((sum, bucket) => {
      const of = bucketInterval(bucket);
      return sum + Math.max(0, Math.min(of.toMs, toMs) - Math.max(of.fromMs, fromMs));
    }, 0),
  );
  return toMs > fromMs ? Math.min(...covered) / (toMs - fromMs) : 0;
}

export const bucketInterval = (bucket: BucketRecord): { fromMs: number; toMs: number } => ({
  fromMs: bucket.fromMs,
  toMs: bucket.fromMs + bucket.durationMs,
});
