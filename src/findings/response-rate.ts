import type { BackendResponse } from './responses.js';
import type { RunStage } from './run-stages.js';

/**
 * Responses completed per second in stages once they had settled, each spread over the time in which it was sent: in
 * stages of some seconds, whole answers that end just before or after an edge would hide a gain of a tenth. One that was
 * taken back counts for as much of a usual one as had come of it.
 */
export function responseRate(all: readonly BackendResponse[], stages: readonly RunStage[]): number {
  let usualMs: number | undefined;
  let done = 0;
  let lengthMs = 0;
  for (const { settledMs, toMs } of stages.flatMap(({ windows }) => windows)) {
    lengthMs += Math.max(0, toMs - settledMs);
    for (const response of all) {
      const { firstTextMs, lastTextMs } = response;
      if (firstTextMs === null || lastTextMs === null || firstTextMs >= toMs || lastTextMs < settledMs)
        continue;
      const { complete, takenBack } = response;
      if (!(complete || takenBack)) continue;
      const sentMs = lastTextMs - firstTextMs;
      const insideMs = Math.min(lastTextMs, toMs) - Math.max(firstTextMs, settledMs);
      if (!complete) usualMs ??= usualLength(all);
      if (insideMs > 0) done += insideMs / (complete ? sentMs : Math.max(sentMs, usualMs!));
      // All of its text in one read.
      else if (complete && sentMs === 0) done += 1;
    }
  }
  return lengthMs > 0 ? (done * 1_000) / lengthMs : 0;
}

/** Mean time from the first to the last text of those that came whole. */
function usualLength(all: readonly BackendResponse[]): number {
  let [sum, n] = [0, 0];
  for (const { firstTextMs, lastTextMs, complete } of all) {
    if (!complete || firstTextMs === null || lastTextMs === null) continue;
    sum += lastTextMs - firstTextMs;
    n++;
  }
  return sum / n;
}
