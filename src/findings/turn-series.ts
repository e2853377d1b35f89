import { backendMean, changingSeries } from './backend-series.js';
import type { JudgedTurn } from './judged-turn.js';
import { type OverlappedLoad, overlappedLoad } from './overlapped-load.js';
import type { RunData } from './run-data.js';

/** Part of a turn: until its first paint, and from there to its last. */
export type TurnPart = 'waiting' | 'reading';

/** A part may be shorter than a second of the crowd; the load is read over at least this long. */
const LEAST_WINDOW_MS = 1_000;

export interface LoadSeries {
  readonly name: string;
  readonly words: string;
  /** What it was over a window; `null`: not known. */
  readonly over: (fromMs: number, toMs: number) => number | null;
}

export interface PageSeries {
  readonly name: string;
  readonly words: string;
  /** The part of the turn in which it came about: the load during that part is what it met. */
  readonly part: TurnPart;
  readonly of: (turn: JudgedTurn) => number | null;
}

const CROWD_WORDS: Readonly<Record<keyof OverlappedLoad, string>> = {
  inFlight: 'the number of streams in flight',
  startsPerSecond: 'the rate of requests',
  eventsPerSecond: 'the rate of events',
  wireTtftMs: "the crowd's wire TTFT",
};

/** What turns met: the crowd's load, and what the backend said of itself where the plan names it. */
export function loadSeries(data: RunData): readonly LoadSeries[] {
  const load = remembered(overlappedLoad(data));
  const ofCrowd = Object.entries(CROWD_WORDS) as [keyof OverlappedLoad, string][];
  return [
    ...ofCrowd.map(([name, words]) => ({
      name,
      words,
      over: (fromMs: number, toMs: number) => load(fromMs, toMs)[name],
    })),
    ...namedByPlan(data),
  ];
}

/** Several series look at the same windows: each is read once. */
function remembered(load: ReturnType<typeof overlappedLoad>): typeof load {
  const known = new Map<string, OverlappedLoad>();
  return (fromMs, toMs) => {
    const key = `${fromMs} ${toMs}`;
    const loads = known.get(key) ?? load(fromMs, toMs);
    known.set(key, loads);
    return loads;
  };
}

/** Each further series makes it harder for all the others to be believed; see decisions.md. */
const MOST_OF_BACKEND = 3;

function namedByPlan({ plan, ledger: { backends } }: RunData): LoadSeries[] {
  if (plan.target.metrics == null || plan.target.metrics.names.includes('*')) return [];
  return changingSeries(backends)
    .slice(0, MOST_OF_BACKEND)
    .map((name) => ({
      name: `backend.${name}`,
      words: `the backend's ${name}`,
      over: (fromMs, toMs) => backendMean(backends, name, fromMs, toMs),
    }));
}

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
