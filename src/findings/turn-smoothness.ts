import type { StallsByCause } from '../model/findings.js';
import type { LongestScript, TurnRecord } from '../model/records.js';
import { dumpShare } from '../stats/dump-share.js';
import { flowQoe } from '../stats/flow-qoe.js';
import { fluidity } from '../stats/fluidity.js';
import { type GapSpan, gapSpans } from '../stats/gap-spans.js';
import { countFreezes, countStalls, STALL_MS } from '../stats/gaps.js';
import { countMicroStalls } from '../stats/micro-stalls.js';
import { readingQoe } from '../stats/reading-qoe.js';
import { type RenderLag, renderLag } from '../stats/render-lag.js';
import { stallCauseOf } from '../stats/stall-cause.js';
import { starvedShare } from '../stats/starved-share.js';

const ALL = Number.POSITIVE_INFINITY;

/** A gap of at least a second between paints. */
export interface JudgedStall {
  readonly fromMs: number;
  readonly durationMs: number;
  readonly cause: keyof StallsByCause;
  /** Of a stall of the page's: what ran longest in a long frame meanwhile. */
  readonly script: LongestScript | null;
}

/** How the text of one answer flowed; nothing of it of a turn that was not answered. */
export interface TurnSmoothness {
  readonly paintGapsMs: readonly number[];
  readonly microStalls: number;
  readonly stalls: number;
  readonly freezes: number;
  readonly judgedStalls: readonly JudgedStall[];
  readonly readingQoe: number | null;
  readonly flowQoe: number | null;
  readonly starvedShare: number | null;
  readonly fluidity: number | null;
  readonly wireFluidity: number | null;
  readonly dumpShare: number | null;
  /** First character: painted minus delivered, by the turn's stamps. */
  readonly renderLagMs: number | null;
  /** Every character: painted minus delivered, by the two curves. */
  readonly renderLag: RenderLag | null;
}

export const NO_SMOOTHNESS: TurnSmoothness = {
  paintGapsMs: [],
  microStalls: 0,
  stalls: 0,
  freezes: 0,
  judgedStalls: [],
  readingQoe: null,
  flowQoe: null,
  starvedShare: null,
  fluidity: null,
  wireFluidity: null,
  dumpShare: null,
  renderLagMs: null,
  renderLag: null,
};

export function turnSmoothness(record: TurnRecord): TurnSmoothness {
  const { paints, wire, stamps } = record;
  const spans = gapSpans(paints);
  const paintGapsMs = spans.map(({ fromMs, toMs }) => toMs - fromMs);
  const { firstWireTextMs, firstAnswerPaintMs, submittedMs } = stamps;
  return {
    paintGapsMs,
    microStalls: countMicroStalls(paintGapsMs),
    stalls: countStalls(paintGapsMs),
    freezes: countFreezes(paintGapsMs),
    judgedStalls: judgeStalls(record, spans),
    readingQoe: readingQoe(paints, submittedMs, ALL),
    flowQoe: flowQoe(paints, ALL),
    starvedShare: starvedShare(paints, ALL),
    fluidity: fluidity(paints, submittedMs),
    wireFluidity: fluidity(wire, submittedMs),
    dumpShare: dumpShare(paints),
    renderLagMs:
      firstWireTextMs !== undefined && firstAnswerPaintMs !== undefined
        ? firstAnswerPaintMs - firstWireTextMs
        : null,
    renderLag: renderLag(paints, wire),
  };
}

function judgeStalls(record: TurnRecord, spans: readonly GapSpan[]): JudgedStall[] {
  const stalls = spans.filter(({ fromMs, toMs }) => toMs - fromMs >= STALL_MS);
  if (stalls.length === 0) return [];
  // Only the page's own stamps come late when it is busy.
  const blind =
    record.wireSource === 'page'
      ? record.longFrames.map(({ startMs, durationMs }) => ({ fromMs: startMs, toMs: startMs + durationMs }))
      : [];
  const causeOf = stallCauseOf(record.paints, record.wire, blind);
  return stalls.map((gap) => {
    const cause = causeOf(gap);
    return {
      fromMs: gap.fromMs,
      durationMs: gap.toMs - gap.fromMs,
      cause,
      script: cause === 'page' ? longestScript(record, gap) : null,
    };
  });
}

function longestScript({ longFrames }: TurnRecord, { fromMs, toMs }: GapSpan): LongestScript | null {
  return longFrames
    .filter(({ startMs, durationMs }) => startMs < toMs && startMs + durationMs > fromMs)
    .flatMap((frame) => frame.longestScript ?? [])
    .reduce<LongestScript | null>(
      (longest, script) => (longest === null || script.durationMs > longest.durationMs ? script : longest),
      null,
    );
}
