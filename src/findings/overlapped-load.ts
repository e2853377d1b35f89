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
  const firstTexts = data.streams
    .flatMap(({ record: { firstTextMs }, wireTtftMs }) =>
      firstTextMs === undefined || wireTtftMs === null ? [] : [{ atMs: firstTextMs, wireTtftMs }],
    )
    .sort((a, b) => a.atMs - b.atMs);
  const firstFrom = (ms: number): number => {
    let [low, high] = [0, firstTexts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firstTexts[middle]!.atMs < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (fromMs, toMs) => {
    if (coveredShare(buckets, fromMs, toMs) < LEAST_COVERED_SHARE) return UNKNOWN;
    return {
      inFlight: crowdMean(buckets, fromMs, toMs, 'inFlight'),
      startsPerSecond: crowdRate(buckets, fromMs, toMs, 'starts'),
      eventsPerSecond: crowdRate(buckets, fromMs, toMs, 'events'),
      wireTtftMs: nearestRank(
        firstTexts.slice(firstFrom(fromMs), firstFrom(toMs)).map((text) => text.wireTtftMs),
        0.5,
      ),
    };
  };
}
