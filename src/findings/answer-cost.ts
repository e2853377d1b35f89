import type { TurnRecord } from '../model/records.js';
import { risingSteps } from '../stats/rising-steps.js';

/** Main-thread time and characters painted, both so far, at moments while an answer came. */
export interface CostPoint {
  readonly atMs: number;
  readonly costMs: number;
  readonly chars: number;
}

/**
 * The course of an answer by the samples of the main thread, from the last before its first text on the wire (its first
 * paint, without a wire) to the first after its last paint. Before and after, the page works for other things.
 */
export function answerCost({ mainThread = [], paints, stamps }: TurnRecord): CostPoint[] {
  const begins = stamps.firstWireTextMs ?? stamps.firstAnswerPaintMs;
  const ends = stamps.lastAnswerPaintMs;
  if (begins === undefined || ends === undefined) return [];
  const from = Math.max(
    0,
    mainThread.findLastIndex(([ms]) => ms <= begins),
  );
  const after = mainThread.findIndex(([ms]) => ms >= ends);
  const course = mainThread.slice(from, after === -1 ? undefined : after + 1);
  const steps = risingSteps(paints);
  return course.map(([ms, costMs]) => ({
    atMs: ms,
    costMs,
    chars: steps.findLast(([at]) => at <= ms)?.[1] ?? 0,
  }));
}
