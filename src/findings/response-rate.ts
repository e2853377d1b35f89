import type { BackendResponse } from './responses.js';
import type { RunStage } from './run-stages.js';

/**
 * Responses completed per second in stages once they had settled, each spread over the time in which it was sent: in
 * stages of some seconds, whole answers that end just before or after an edge would hide a gain of a tenth. One that was
 * taken back counts for as much of a usual one as had come of it.
 */
export function responseRate(all: readonly BackendResponse[], stages: readonly RunStage[]): number {
  const lengths = all.flatMap(({ firstTextMs, lastTextMs, complete }) =>
    complete && firstTextMs !== null && lastTextMs !== null ? [lastTextMs - firstTextMs] : [],
  );
  const usualMs = lengths.reduce((sum, ms) => sum + ms, 0) / lengths.length;
  let done = 0;
  let lengthMs = 0;
  for (const { settledMs, toMs } of stages.flatMap(({ windows }) => windows)) {
    lengthMs += Math.max(0, toMs - settledMs);
    for (const { firstTextMs, lastTextMs, complete, takenBack } of all) {
      if (firstTextMs === null || lastTextMs === null || !(complete || takenBack)) continue;
      const sentMs = lastTextMs - firstTextMs;
      const insideMs = Math.min(lastTextMs, toMs) - Math.max(firstTextMs, settledMs);
      if (insideMs > 0) done += insideMs / (complete ? sentMs : Math.max(sentMs, usualMs));
      // All of its text in one read.
      else if (complete && sentMs === 0 && firstTextMs >= settledMs && firstTextMs < toMs) done += 1;
    }
  }
  return lengthMs > 0 ? (done * 1_000) / lengthMs : 0;
}
