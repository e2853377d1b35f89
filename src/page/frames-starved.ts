import type { ProbedTurn } from './probe-session.js';

/** A page that works paints this late at most without its own work being the reason; longer, and the turn means nothing. */
const LONGEST_MS = 500;
/** The page's work explains a gap if it takes this share of it. */
const EXPLAINED_SHARE = 0.5;

/**
 * The longest time without frames for which the page's own work is no reason: the machine was too busy to give it any.
 * 0: there was none that matters.
 */
export function framesStarvedMs({ frameGaps, longFrames, states }: ProbedTurn): number {
  const untilMs = states.at(-1)?.laidOutMs ?? Number.POSITIVE_INFINITY;
  const unexplained = frameGaps
    .filter(([fromMs, toMs]) => toMs - fromMs > LONGEST_MS && fromMs < untilMs)
    .filter(([fromMs, toMs]) => {
      const workedMs = longFrames.reduce(
        (sum, { startMs, durationMs, workedMs }) =>
          sum +
          Math.min(workedMs, Math.max(0, Math.min(toMs, startMs + durationMs) - Math.max(fromMs, startMs))),
        0,
      );
      return workedMs < EXPLAINED_SHARE * (toMs - fromMs);
    })
    .map(([fromMs, toMs]) => toMs - fromMs);
  return Math.max(0, ...unexplained);
}
