import { nearestRank } from '../stats/nearest-rank.js';
import { coveredShare, crowdMean, crowdRate } from './crowd-mean.js';
import type { RunData } from './run-data.js';

/** What the crowd did while something else went on. `null`: not known for most of that time. */
export interface OverlappedLoad {
  readonly inFlight: number | null;
  readonly startsPerSecond: number | null;
  readonly eventsPerSecond: number | null;
  /** Median over the crowd's streams whose first text came then. */
  readonly wireTtftMs: number | null;
}

/** The crowd's seconds must cover so much of a window; what they do not cover is not guessed. */
const LEAST_COVERED_SHARE = 0.8;

const UNKNOWN: OverlappedLoad = {
  inFlight: null,
  startsPerSecond: null,
  eventsPerSecond: null,
  wireTtftMs: null,
};

/** Says of any window of a run what load it overlapped. */
export function overlappedLoad(data: RunData): (fromMs: number, toMs: number) => OverlappedLoad {
  const { buckets } = data.ledger;
  const firstTexts = firstTextsOf(data);
  return (fromMs, toMs) => {
    if (coveredShare(buckets, fromMs, toMs) < LEAST_COVERED_SHARE) return UNKNOWN;
    return {
      inFlight: crowdMean(buckets, fromMs, toMs, 'inFlight'),
      startsPerSecond: crowdRate(buckets, fromMs, toMs, 'starts'),
      eventsPerSecond: crowdRate(buckets, fromMs, toMs, 'events'),
      wireTtftMs: nearestRank(
        firstTexts.wireTtftMs.subarray(firstFrom(firstTexts.atMs, fromMs), firstFrom(firstTexts.atMs, toMs)),
        0.5,
      ),
    };
  };
}

/** When first texts came, in order, and how long each had been waited for: numbers side by side, as there may be a million. */
function firstTextsOf({ streams }: RunData): {
  readonly atMs: Float64Array;
  readonly wireTtftMs: Float64Array;
} {
  const [atMs, wireTtftMs] = [new Float64Array(streams.length), new Float64Array(streams.length)];
  const order = new Uint32Array(streams.length);
  let n = 0;
  for (const stream of streams) {
    const { firstTextMs } = stream.record;
    const ttftMs = stream.wireTtftMs;
    if (firstTextMs === undefined || ttftMs === null) continue;
    atMs[n] = firstTextMs;
    wireTtftMs[n] = ttftMs;
    order[n] = n;
    n++;
  }
  const sorted = order.subarray(0, n).sort((a, b) => atMs[a]! - atMs[b]!);
  return {
    atMs: Float64Array.from(sorted, (index) => atMs[index]!),
    wireTtftMs: Float64Array.from(sorted, (index) => wireTtftMs[index]!),
  };
}

/** Index of the first that is not before `ms`. */
function firstFrom(times: Float64Array, ms: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
