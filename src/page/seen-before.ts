import type { FrameStamp } from '../probe/messages.js';
import type { ProbedTurn } from './probed-turn.js';

/** What was seen of a turn before the next one was sent, at page time `nextMs`: what came later may be the next one's. */
export function seenBefore(seen: ProbedTurn, nextMs: number): ProbedTurn {
  const isBefore = (stamp: FrameStamp | undefined): boolean =>
    stamp !== undefined && stamp.laidOutMs < nextMs;
  const states = seen.states.filter(isBefore);
  const feedback = Object.entries(seen.feedback).filter(([, stamp]) => isBefore(stamp));
  return {
    ...seen,
    states,
    feedback: Object.fromEntries(feedback),
    longFrames: seen.longFrames.filter(({ startMs }) => startMs < nextMs),
    frameGaps: seen.frameGaps.filter(([fromMs]) => fromMs < nextMs),
    interactions: seen.interactions.filter(({ atMs }) => atMs < nextMs),
    acknowledged: isBefore(seen.acknowledged) ? seen.acknowledged : undefined,
    settled: isBefore(seen.settled) ? seen.settled : undefined,
    changedMs: states.at(-1)?.laidOutMs,
  };
}
