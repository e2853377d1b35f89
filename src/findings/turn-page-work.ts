import type { Interaction, LongFrame, TurnRecord } from '../model/records.js';
import { answerCost } from './answer-cost.js';

/** What the page did, and how it behaved, while one answer came. */
export interface TurnPageWork {
  readonly jankMs: number | null;
  /** `null` without a long frame: what is shorter than that is not told. */
  readonly longestFrameMs: number | null;
  readonly layoutShift: number | null;
  readonly followShare: number | null;
  readonly interactions: readonly Interaction[];
  readonly pageCostMsPerKchar: number | null;
  /** Characters of painted answer text that disappeared again. */
  readonly retractedChars: number | null;
}

export const NO_PAGE_WORK: TurnPageWork = {
  jankMs: null,
  longestFrameMs: null,
  layoutShift: null,
  followShare: null,
  interactions: [],
  pageCostMsPerKchar: null,
  retractedChars: null,
};

/** A cost is told of an answer if at least this share of it came while the main thread was watched. */
const WATCHED_SHARE = 0.5;

export function turnPageWork(record: TurnRecord): TurnPageWork {
  const frames = framesWhileStreaming(record);
  const { follow, layoutShift, interactions, retractedChars } = record;
  return {
    jankMs: frames?.reduce((sum, { blockingMs }) => sum + blockingMs, 0) ?? null,
    longestFrameMs:
      frames === null || frames.length === 0 ? null : Math.max(...frames.map(({ durationMs }) => durationMs)),
    layoutShift,
    followShare: follow === undefined || follow.paints === 0 ? null : follow.inView / follow.paints,
    interactions: interactions ?? [],
    pageCostMsPerKchar: costOf(record),
    retractedChars,
  };
}

/** Long frames between first and last answer paint. */
function framesWhileStreaming({ stamps, longFrames }: TurnRecord): readonly LongFrame[] | null {
  const { firstAnswerPaintMs, lastAnswerPaintMs } = stamps;
  if (firstAnswerPaintMs === undefined || lastAnswerPaintMs === undefined) return null;
  return longFrames.filter(
    ({ startMs, durationMs }) => startMs < lastAnswerPaintMs && startMs + durationMs > firstAnswerPaintMs,
  );
}

function costOf(record: TurnRecord): number | null {
  const course = answerCost(record);
  const [first, last] = [course[0], course.at(-1)];
  const whole = record.paints.at(-1)?.[1] ?? 0;
  if (first === undefined || last === undefined) return null;
  const chars = last.chars - first.chars;
  return chars > 0 && chars >= WATCHED_SHARE * whole ? (1_000 * (last.costMs - first.costMs)) / chars : null;
}
