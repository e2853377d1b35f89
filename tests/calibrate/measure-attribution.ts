import { judgeTurn } from '#plimsoll/findings/judged-turn.js';
import { phaseAttribution } from '#plimsoll/findings/phase-attribution.js';
import type { PhaseAttribution } from '#plimsoll/model/findings.js';
import type { TurnRecord } from '#plimsoll/model/records.js';
import { calibrationPlan } from './calibration-plan.js';
import { type ErrorQuantiles, errorQuantiles } from './error-quantiles.js';
import { openPerson } from './open-person.js';
import { HANDLED_MARK, REQUESTED_MARK } from './page-setup.js';
import { readMarks } from './read-marks.js';
import { recordTrace } from './record-trace.js';
import { servePages } from './serve-pages.js';
import { IDLE_PAGE, type ServedStream, type StreamScript } from './stream-script.js';
import type { TraceEvent } from './trace-event.js';
import { truePaints } from './true-paints.js';
import { wordsOf } from './words-of.js';

export interface AttributionResult {
  readonly part: AttributedPart;
  readonly n: number;
  readonly errorMs: ErrorQuantiles;
  /** Within 20 ms or 5 % of what the scripts did. */
  readonly within: number;
}

export const ATTRIBUTED_PARTS = [
  'inputMs',
  'pageBeforeMs',
  'headersMs',
  'textMs',
  'serverMs',
  'pageAfterMs',
] as const;
export type AttributedPart = (typeof ATTRIBUTED_PARTS)[number];
type Parts = Readonly<Record<AttributedPart, number>>;

const TOLERANCE_MS = 20;
const TOLERANCE_SHARE = 0.05;
const TURN_MS = 20_000;
const VIEW = { view: 'append', inside: 'document' } as const;

/** Each part long in one script and short in the others; then all of them long. */
const DELAYS: readonly Partial<StreamScript>[] = [
  {},
  { inputMs: 250 },
  { beforeMs: 300 },
  { headersMs: 700 },
  { textMs: 900 },
  { afterMs: 400 },
  { inputMs: 80, beforeMs: 120, headersMs: 300, textMs: 500, afterMs: 150 },
];
const REPEATS = 3;

/** Where the wait for the first text went, as the findings cut it, against what the scripts did. */
export async function measureAttribution(): Promise<AttributionResult[]> {
  const scripts = Object.fromEntries(
    Array.from({ length: REPEATS }, () => DELAYS)
      .flat()
      .map((delays, index) => [`wait ${index}`, waitingScript(delays, index)]),
  );
  const served = await servePages(scripts);
  const person = await openPerson(served.urlOf(VIEW), TURN_MS);
  try {
    const truths: Parts[] = [];
    for (const [turn, [prompt, script]] of Object.entries(scripts).entries()) {
      const { result: record, events } = await recordTrace(person.browser, () => person.ask(prompt));
      truths.push(trueParts({ record, events, script, turn, served: served.served(prompt) }));
    }
    const found = (await person.turns()).turns.map(partsOf);
    return ATTRIBUTED_PARTS.map((part) => {
      const errors = found.map((parts, turn) => parts[part] - truths[turn]![part]);
      const isClose = (ms: number, turn: number): boolean =>
        Math.abs(ms) <= Math.max(TOLERANCE_MS, TOLERANCE_SHARE * truths[turn]![part]);
      return {
        part,
        n: errors.length,
        errorMs: errorQuantiles(errors.filter(Number.isFinite)),
        within: errors.filter(isClose).length,
      };
    });
  } finally {
    await person.close();
    served.close();
  }
}

function waitingScript(delays: Partial<StreamScript>, seed: number): StreamScript {
  const words = wordsOf(seed);
  const writes = Array.from({ length: 5 }, () => ({ afterMs: 30, piece: `${words(1)} ` }));
  return { ...IDLE_PAGE, transport: 'fetch', writes, ...delays };
}

interface TurnTruth {
  readonly record: TurnRecord;
  readonly events: readonly TraceEvent[];
  readonly script: StreamScript;
  readonly turn: number;
  readonly served: ServedStream;
}

/** What page, server and compositor did; of the record only the input event's own time is taken. */
function trueParts({ record, events, script, turn, served }: TurnTruth): Parts {
  const at = (prefix: string): number => {
    const mark = readMarks(events, prefix).find(({ name }) => name === String(turn));
    if (mark === undefined) throw new Error(`the page did not mark ${prefix}${turn}`);
    return mark.atMs;
  };
  const steps = script.writes.map(({ piece }) => ({
    piece,
    afterMs: 0,
    during: 'task' as const,
    blockMs: 0,
    blockedFirst: false,
  }));
  const paint = truePaints(events, turn, steps).paints[0];
  const [handledMs, requestedMs] = [at(HANDLED_MARK), at(REQUESTED_MARK)];
  const writtenMs = served.writtenMs[0]!;
  return {
    inputMs: handledMs - record.stamps.submittedMs,
    pageBeforeMs: requestedMs - handledMs,
    headersMs: served.headersMs - served.requestedMs,
    textMs: writtenMs - served.headersMs,
    serverMs: writtenMs - requestedMs,
    pageAfterMs: (paint?.presentedMs ?? Number.NaN) - writtenMs,
  };
}

/** As the findings cut the wait of this one turn; a part that they do not have is no number. */
function partsOf(record: TurnRecord): Parts {
  const judged = judgeTurn(record, calibrationPlan(TURN_MS), []);
  const { server, ...whole }: PhaseAttribution = phaseAttribution([judged]);
  const mean = (part: { readonly mean: number } | null): number => part?.mean ?? Number.NaN;
  return {
    inputMs: mean(whole.inputMs),
    pageBeforeMs: mean(whole.pageBeforeMs),
    headersMs: mean(server.headersMs),
    textMs: mean(server.textMs),
    serverMs: mean(whole.serverMs),
    pageAfterMs: mean(whole.pageAfterMs),
  };
}
