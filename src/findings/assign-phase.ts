import type { RunStage } from './run-stages.js';

/** A turn or stream belongs to its stage if at least this share of its wait lies in it. */
const SHARE_IN_STAGE = 0.8;

/**
 * Where a turn or stream counts: in `phase`, or in none because it began while `submittedIn` was settling or waited
 * on into another stage. `submittedIn` is `null` outside of all stages.
 */
export interface PhaseAssignment {
  readonly phase: string | null;
  readonly submittedIn: string | null;
}

/**
 * The stage in which it was submitted, if at least 80 % of the time until its first paint (its end, if unanswered; its
 * first text, if a stream) lies in that stage and it was submitted after the stage had settled.
 */
export function assignPhase(
  submittedMs: number,
  untilMs: number,
  stages: readonly RunStage[],
): PhaseAssignment {
  for (const { name, windows } of stages) {
    for (const { fromMs, settledMs, toMs } of windows) {
      if (submittedMs < fromMs || submittedMs >= toMs) continue;
      const insideMs = Math.min(untilMs, toMs) - submittedMs;
      const counts = submittedMs >= settledMs && insideMs >= SHARE_IN_STAGE * (untilMs - submittedMs);
      return { phase: counts ? name : null, submittedIn: name };
    }
  }
  return { phase: null, submittedIn: null };
}
