import { type ErrorQuantiles, errorQuantiles } from './error-quantiles.js';
import { matchPaints } from './match-paints.js';
import { type MatchedStalls, matchStalls } from './match-stalls.js';
import { openPerson } from './open-person.js';
import type { PageKind } from './page-kinds.js';
import type { Step } from './page-setup.js';
import { recordTrace } from './record-trace.js';
import { servePages } from './serve-pages.js';
import { truePaints } from './true-paints.js';

export interface PageResult {
  readonly page: string;
  /** Presented frames that showed more of an answer. */
  readonly n: number;
  /** Fresh browsers. */
  readonly runs: number;
  readonly errorMs: ErrorQuantiles;
  readonly stalls: MatchedStalls;
  /** True paints whose text the record does not have; changes that no frame is known for. */
  readonly missing: number;
  readonly unseen: number;
  /** Why turns could not be measured, each reason once. */
  readonly failures: readonly string[];
}

export interface PageRuns {
  readonly runs: number;
  /** Answers of each run; the second may find what the first has left. */
  readonly turns: number;
  readonly paintsPerTurn: number;
}

/** The error of the records' paints on one kind of page, against what the compositor presented. */
export async function measurePage(name: string, kind: PageKind, wanted: PageRuns): Promise<PageResult> {
  const errorsMs: number[] = [];
  const stalls = { scripted: 0, found: 0, invented: 0 };
  const failures = new Set<string>();
  let missing = 0;
  let unseen = 0;
  for (let run = 0; run < wanted.runs; run++) {
    const scripts = Object.fromEntries(
      Array.from({ length: wanted.turns }, (_, turn) => {
        const seed = 1 + run * wanted.turns + turn;
        return [`script ${seed}`, kind.script(seed, wanted.paintsPerTurn)];
      }),
    );
    try {
      for (const turn of await playTurns(kind, scripts)) {
        errorsMs.push(...turn.errorsMs);
        missing += turn.missing;
        unseen += turn.unseen;
        for (const key of ['scripted', 'found', 'invented'] as const) stalls[key] += turn.stalls[key];
        if (turn.failure !== undefined) failures.add(turn.failure);
      }
    } catch (error) {
      // One kind that cannot be measured is a result, and no reason to measure no other.
      failures.add((error instanceof Error ? error.message : String(error)).split('\n')[0]!);
    }
  }
  const errorMs = errorQuantiles(errorsMs);
  return {
    page: name,
    n: errorsMs.length,
    runs: wanted.runs,
    errorMs,
    stalls,
    missing,
    unseen,
    failures: [...failures],
  };
}

interface MeasuredTurn {
  readonly errorsMs: readonly number[];
  readonly missing: number;
  readonly unseen: number;
  readonly stalls: MatchedStalls;
  readonly failure: string | undefined;
}

const SPARE_MS = 10_000;

async function playTurns(
  kind: PageKind,
  scripts: Readonly<Record<string, readonly Step[]>>,
): Promise<MeasuredTurn[]> {
  const served = await servePages(scripts);
  try {
    const person = await openPerson(served.urlOf(kind.setup), Math.ceil(longestMs(scripts) + SPARE_MS));
    try {
      const turns: MeasuredTurn[] = [];
      for (const [turn, [prompt, steps]] of Object.entries(scripts).entries()) {
        const { result: record, events } = await recordTrace(person.browser, () => person.ask(prompt));
        const truth = truePaints(events, turn, steps);
        turns.push({
          ...matchPaints(truth.paints, record),
          unseen: truth.unseen,
          stalls: matchStalls(
            truth.paints.map(({ presentedMs }) => presentedMs),
            record.paints.map(([ms]) => ms),
          ),
          failure:
            record.outcome === 'answered' ? undefined : `${record.outcome}: ${record.detail ?? 'no reason'}`,
        });
      }
      return turns;
    } finally {
      await person.close();
    }
  } finally {
    served.close();
  }
}

/** The longest script by its own timetable; an animation frame is waited for in some steps. */
function longestMs(scripts: Readonly<Record<string, readonly Step[]>>): number {
  const FRAME_MS = 17;
  return Math.max(
    ...Object.values(scripts).map((steps) =>
      steps.reduce((sum, { afterMs, blockMs }) => sum + afterMs + blockMs + FRAME_MS, 0),
    ),
  );
}
