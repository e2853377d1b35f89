import type { LedgerData } from '../ledger/read-ledger.js';

/** Servers that the crowd loaded, by name, in the order in which they were first seen; none where there was one. */
export function laneNames({ streams, buckets }: Pick<LedgerData, 'streams' | 'buckets'>): string[] {
  const names = new Set<string>();
  for (const records of [buckets, streams])
    for (const { lane } of records) if (lane !== undefined) names.add(lane);
  return [...names];
}

/** The ledger with only one lane's streams and seconds. */
export function ofLane(ledger: LedgerData, lane: string): LedgerData {
  return {
    ...ledger,
    streams: ledger.streams.filter((stream) => stream.lane === lane),
    buckets: ledger.buckets.filter((bucket) => bucket.lane === lane),
  };
}
