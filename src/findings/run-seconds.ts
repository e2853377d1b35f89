import type { Second } from '../model/findings.js';
import type { HostRecord } from '../model/records.js';
import { nearestRank } from '../stats/nearest-rank.js';
import { bucketHistogram } from './bucket-histogram.js';
import { crowdMean, crowdRate } from './crowd-mean.js';
import { overlapMean } from './overlap-mean.js';
import type { RunData } from './run-data.js';

const SECOND_MS = 1_000;

/** The run second by second, from its first to its last stage, as the timeline draws it. */
export function runSeconds(data: RunData): Second[] {
  const { hosts } = data.ledger;
  const windows = data.stages.flatMap((stage) => stage.windows);
  if (windows.length === 0) return [];
  const firstMs = Math.min(...windows.map(({ fromMs }) => fromMs));
  const lastMs = Math.max(...windows.map(({ toMs }) => toMs));
  const ttfts = new Map<number, number[]>();
  for (const { record, wireTtftMs } of data.streams) {
    if (record.firstTextMs === undefined || wireTtftMs === null) continue;
    const second = Math.floor(record.firstTextMs / SECOND_MS);
    const before = ttfts.get(second);
    if (before === undefined) ttfts.set(second, [wireTtftMs]);
    else before.push(wireTtftMs);
  }
  const seconds: Second[] = [];
  let [bucketsFrom, hostsFrom, hostsTo] = [0, 0, 0];
  for (let second = Math.floor(firstMs / SECOND_MS); second * SECOND_MS < lastMs; second++) {
    const [fromMs, toMs] = [second * SECOND_MS, (second + 1) * SECOND_MS];
    // Buckets and the host's intervals are in order, so those that are over need not be looked at again.
    const all = data.ledger.buckets;
    while (bucketsFrom < all.length && all[bucketsFrom]!.fromMs + all[bucketsFrom]!.durationMs <= fromMs)
      bucketsFrom++;
    let bucketsTo = bucketsFrom;
    while (bucketsTo < all.length && all[bucketsTo]!.fromMs < toMs) bucketsTo++;
    const buckets = all.slice(bucketsFrom, bucketsTo);
    while (hostsFrom < hosts.length && hosts[hostsFrom]!.toMs <= fromMs) hostsFrom++;
    while (hostsTo < hosts.length && hosts[hostsTo]!.fromMs < toMs) hostsTo++;
    const watched = hosts.slice(hostsFrom, hostsTo);
    const host = (field: 'cpuBusyShare' | 'foreignCpuShare'): number | null =>
      overlapMean<HostRecord>(
        watched,
        { fromMs, toMs },
        (of) => of,
        (of) => of[field],
      );
    const waits = ttfts.get(second) ?? [];
    const gaps = bucketHistogram(buckets, fromMs, toMs, 'gapsUs');
    seconds.push({
      atMs: fromMs,
      inFlight: crowdMean(buckets, fromMs, toMs, 'inFlight'),
      startsPerSecond: crowdRate(buckets, fromMs, toMs, 'starts'),
      completionsPerSecond: crowdRate(buckets, fromMs, toMs, 'completions'),
      eventsPerSecond: crowdRate(buckets, fromMs, toMs, 'events'),
      failures: crowdRate(buckets, fromMs, toMs, 'failures'),
      wireTtftMs: nearestRank(waits, 0.5),
      wireTtftMinMs: nearestRank(waits, 0),
      wireTtftMaxMs: nearestRank(waits, 1),
      gapP50Ms: gaps.p50,
      gapP95Ms: gaps.p95,
      cpuBusyShare: host('cpuBusyShare'),
      foreignCpuShare: host('foreignCpuShare'),
      loopLagMaxMs: crowdMean(buckets, fromMs, toMs, 'loopLagMaxMs'),
    });
  }
  return seconds;
}
