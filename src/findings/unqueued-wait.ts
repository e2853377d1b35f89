import { nearestRank } from '../stats/nearest-rank.js';
import type { BackendResponse } from './responses.js';

/** A wait may exceed a usual one by this share and still have met no queue. */
const SAME = 1.25;
/** Under this many responses that were alone, the shortest waits stand for them. */
const LEAST_ALONE = 3;
const SHORTEST = 0.1;

/**
 * How long the backend works before a response's first text when nobody else waits: the mean over those that wait about
 * as long as responses that nobody else waited beside. `null` where no response has text.
 */
export function unqueuedWaitMs(
  all: readonly BackendResponse[],
  stages: readonly { fromMs: number; toMs: number }[],
): number | null {
  const waits: { readonly fromMs: number; readonly toMs: number }[] = [];
  for (const { askedMs, firstTextMs } of all) {
    if (firstTextMs !== null && stages.some(({ fromMs, toMs }) => askedMs >= fromMs && askedMs < toMs))
      waits.push({ fromMs: askedMs, toMs: firstTextMs });
  }
  waits.sort((a, b) => a.fromMs - b.fromMs);
  const lengths = waits.map(({ fromMs, toMs }) => toMs - fromMs);
  let busyUntilMs = Number.NEGATIVE_INFINITY;
  const alone = waits.filter(({ fromMs, toMs }, index) => {
    const isAlone = fromMs >= busyUntilMs && (waits[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY) >= toMs;
    busyUntilMs = Math.max(busyUntilMs, toMs);
    return isAlone;
  });
  const usualMs =
    alone.length >= LEAST_ALONE
      ? nearestRank(
          alone.map(({ fromMs, toMs }) => toMs - fromMs),
          0.5,
        )
      : nearestRank(lengths, SHORTEST);
  if (usualMs === null) return null;
  const same = lengths.filter((ms) => ms <= SAME * usualMs);
  return same.reduce((sum, ms) => sum + ms, 0) / same.length;
}
