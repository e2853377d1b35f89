import type { JudgedTurn } from './judged-turn.js';
import type { OverlappedLoad } from './overlapped-load.js';

/** Part of a turn: until its first paint, and from there to its last. */
export type TurnPart = 'waiting' | 'reading';

/** A part may be shorter than a second of the crowd; the load is read over at least this long. */
const LEAST_WINDOW_MS = 1_000;

export interface LoadSeries {
  readonly name: keyof OverlappedLoad;
  readonly words: string;
}

export interface PageSeries {
  readonly name: string;
  readonly words: string;
  /** The part of the turn in which it came about: the load during that part is what it met. */
  readonly part: TurnPart;
  readonly of: (turn: JudgedTurn) => number | null;
}

export const LOAD_SERIES: readonly LoadSeries[] = [
  { name: 'inFlight', words: 'the number of streams in flight' },
  { name: 'startsPerSecond', words: 'the rate of requests' },
  { name: 'eventsPerSecond', words: 'the rate of events' },
  { name: 'wireTtftMs', words: "the crowd's wire TTFT" },
];

export const PAGE_SERIES: readonly PageSeries[] = [
  {
    name: 'perceivedTtftMs',
    words: 'perceived TTFT',
    part: 'waiting',
    // A turn that got no answer waited longer than every one that did.
    of: (turn) => turn.perceivedTtftMs ?? Number.POSITIVE_INFINITY,
  },
  { name: 'renderLagMs', words: 'render lag', part: 'waiting', of: ({ renderLagMs }) => renderLagMs },
  {
    name: 'longestPaintGapMs',
    words: 'the longest gap between paints',
    part: 'reading',
    of: ({ paintGapsMs }) => (paintGapsMs.length === 0 ? null : Math.max(...paintGapsMs)),
  },
  { name: 'flowQoe', words: 'flow', part: 'reading', of: (turn) => turn.flowQoe },
  { name: 'jankMs', words: 'jank', part: 'reading', of: (turn) => turn.jankMs },
];

/** When a part of a turn was; `null` of what it did not have. */
export function partOf(turn: JudgedTurn, part: TurnPart): { fromMs: number; toMs: number } | null {
  const { submittedMs, waitEndMs, record } = turn;
  if (part === 'waiting')
    return { fromMs: submittedMs, toMs: Math.max(waitEndMs, submittedMs + LEAST_WINDOW_MS) };
  const { firstAnswerPaintMs: fromMs, lastAnswerPaintMs: toMs } = record.stamps;
  if (turn.outcome !== 'answered' || fromMs === undefined) return null;
  return { fromMs, toMs: Math.max(toMs ?? fromMs, fromMs + LEAST_WINDOW_MS) };
}
