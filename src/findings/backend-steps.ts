import type { StageKind } from '../model/plan.js';
import { nearestRank } from '../stats/nearest-rank.js';
import { crowdMean, crowdRate } from './crowd-mean.js';
import { responseRate } from './response-rate.js';
import type { BackendResponse } from './responses.js';
import type { RunData } from './run-data.js';
import type { RunStage } from './run-stages.js';
import { meanOverSettled, settledLengthMs, settledWindows } from './stage-windows.js';

/** What the backend carried in one stage: the crowd's streams and people's own, together. */
export interface BackendStep {
  readonly stage: RunStage;
  /** Conversations offered; in an open stage people and the streams in flight on average. */
  readonly load: number;
  readonly completionsPerSecond: number;
  readonly eventsPerSecond: number;
  /** Median over the responses asked for in the stage; `null` where half of them never got text. */
  readonly wireTtftMs: number | null;
}

const KINDS: readonly StageKind[] = ['baseline', 'climb', 'peak'];

/** Baseline and the stages with a crowd, in order; those without any response that counts are left out. */
export function backendSteps(data: RunData, all: readonly BackendResponse[]): BackendStep[] {
  const eventsPerChar = eventsPerCharOf(data);
  return data.stages
    .filter(({ kind, hasCrowd }) => KINDS.includes(kind) && (hasCrowd || kind === 'baseline'))
    .flatMap((stage) => {
      const settled = settledWindows(stage);
      const { buckets } = data.ledger;
      const events = stage.hasCrowd
        ? meanOverSettled(stage, (fromMs, toMs) => crowdRate(buckets, fromMs, toMs, 'events'))
        : 0;
      const asked = all.filter(
        ({ askedMs, takenBack }) =>
          !takenBack && settled.some(({ fromMs, toMs }) => askedMs >= fromMs && askedMs < toMs),
      );
      const streams =
        stage.perSecond === null
          ? stage.streams
          : meanOverSettled(stage, (fromMs, toMs) => crowdMean(buckets, fromMs, toMs, 'inFlight'));
      if (events === null || streams === null || asked.length === 0) return [];
      const seconds = settledLengthMs(stage) / 1_000;
      const chars = settled.reduce((sum, { fromMs, toMs }) => sum + peoplesChars(data, fromMs, toMs), 0);
      const ttft = nearestRank(
        asked.map(({ askedMs, firstTextMs }) =>
          firstTextMs === null ? Number.POSITIVE_INFINITY : firstTextMs - askedMs,
        ),
        0.5,
      );
      return [
        {
          stage,
          load: streams + data.people,
          completionsPerSecond: responseRate(all, [stage]),
          eventsPerSecond: events + (chars * eventsPerChar) / seconds,
          wireTtftMs: ttft !== null && Number.isFinite(ttft) ? ttft : null,
        },
      ];
    });
}

/** Characters of people's answers that came over the wire in a window. */
function peoplesChars(data: RunData, fromMs: number, toMs: number): number {
  let chars = 0;
  for (const { record } of data.turns) {
    const before = record.wire.findLast(([ms]) => ms < fromMs)?.[1] ?? 0;
    const until = record.wire.findLast(([ms]) => ms < toMs)?.[1] ?? 0;
    chars += Math.max(0, until - before);
  }
  return chars;
}

/** People's own streams are counted in characters; the crowd's streams say how many events that makes. */
function eventsPerCharOf(data: RunData): number {
  let [events, chars] = [0, 0];
  for (const { record } of data.streams) {
    if (record.outcome !== 'ok') continue;
    events += record.events;
    chars += record.textChars;
  }
  return chars > 0 ? events / chars : 0;
}
