import type { BucketRecord, ThreadHealth } from '../../model/records.js';
import { createLatencyHistogram } from '../../stats/latency-histogram.js';

type Counted =
  | 'offeredStreams'
  | 'starts'
  | 'completions'
  | 'failures'
  | 'cancelled'
  | 'inFlight'
  | 'streaming'
  | 'events'
  | 'textEvents'
  | 'bytes';

/**
 * The same second of several threads as one: counts and levels add up, histograms are merged count by count, and of the
 * loop's lag the worst thread's is told, since a percentile cannot be had from percentiles. It reaches from `fromMs`, where the
 * second before ended, to where the last thread closed its own.
 */
export function mergeBuckets(parts: readonly BucketRecord[], fromMs: number): BucketRecord {
  const first = parts[0]!;
  const sum = (of: (bucket: BucketRecord) => number | undefined): number =>
    parts.reduce((total, bucket) => total + (of(bucket) ?? 0), 0);
  const most = (of: (bucket: BucketRecord) => number | undefined): number =>
    Math.max(...parts.map((bucket) => of(bucket) ?? 0));
  const count = (key: Counted): number => sum((bucket) => bucket[key]);
  return {
    type: 'bucket',
    ...(first.lane === undefined ? {} : { lane: first.lane }),
    fromMs,
    durationMs: most((bucket) => bucket.fromMs + bucket.durationMs) - fromMs,
    offeredStreams: count('offeredStreams'),
    ...(parts.every(({ offeredPerSecond }) => offeredPerSecond === undefined)
      ? {}
      : { offeredPerSecond: sum(({ offeredPerSecond }) => offeredPerSecond) }),
    starts: count('starts'),
    completions: count('completions'),
    failures: count('failures'),
    cancelled: count('cancelled'),
    deferred: sum(({ deferred }) => deferred),
    dropped: sum(({ dropped }) => dropped),
    inFlight: count('inFlight'),
    streaming: count('streaming'),
    events: count('events'),
    textEvents: count('textEvents'),
    bytes: count('bytes'),
    gapsUs: mergeEncoded(parts.map(({ gapsUs }) => gapsUs)),
    dispatchLagUs: mergeEncoded(parts.map(({ dispatchLagUs }) => dispatchLagUs)),
    loopLagP99Ms: most(({ loopLagP99Ms }) => loopLagP99Ms),
    loopLagMaxMs: most(({ loopLagMaxMs }) => loopLagMaxMs),
    // Each thread reads that of the whole process.
    cpuMs: first.cpuMs,
    gcMs: sum(({ gcMs }) => gcMs),
    gcMaxMs: most(({ gcMaxMs }) => gcMaxMs),
    threads: parts.map(healthOf),
  };
}

const healthOf = ({
  inFlight,
  events,
  loopLagP99Ms,
  loopLagMaxMs,
  gcMs = 0,
}: BucketRecord): ThreadHealth => ({
  inFlight,
  events,
  loopLagP99Ms,
  loopLagMaxMs,
  gcMs,
});

function mergeEncoded(encoded: readonly (string | null)[]): string | null {
  const present = encoded.filter((text) => text !== null);
  if (present.length < 2) return present[0] ?? null;
  const merged = createLatencyHistogram();
  for (const text of present) merged.addEncoded(text);
  return merged.encode();
}
