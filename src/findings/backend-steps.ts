import type { StageKind } from '../model/plan.js';
import { nearestRank } from '../stats/nearest-rank.js';
import { concurrencyLevel } from './concurrency-level.js';
import { crowdRate } from './crowd-mean.js';
import type { RunData } from './run-data.js';
import type { RunStage } from './run-stages.js';

/** What the backend carried in one stage with a crowd: the crowd's streams and people's own, together. */
export interface BackendStep {
  readonly stage: RunStage;
  /** Conversations offered. */
  readonly load: number;
  /**
   * Complete answers, each spread over the time in which it was sent: in stages of some seconds, whole answers that
   * end just before or after an edge would hide a gain of a tenth.
   */
  readonly completionsPerSecond: number;
  readonly eventsPerSecond: number;
  /** Median over the stage's streams; `null` where half of them never got text. */
  readonly wireTtftMs: number | null;
  /** Responses that were sending text at once, as reached for a tenth of the time. */
  readonly streaming: number;
}

const LOADED: readonly StageKind[] = ['climb', 'peak'];
/** Long enough to be a level, rare enough that slots which are between two answers do not hide it. */
const SHARE_OF_TIME = 0.1;

/** Stages with a crowd, in order; those without any second of the crowd or any stream that counts are left out. */
export function backendSteps(data: RunData): BackendStep[] {
  const eventsPerChar = eventsPerCharOf(data);
  const sent = sentAnswers(data);
  return data.stages
    .filter(({ kind, streams }) => LOADED.includes(kind) && streams > 0)
    .flatMap((stage) => {
      const { settledMs, toMs } = stage;
      const events = crowdRate(data.ledger.buckets, settledMs, toMs, 'events');
      const counted = data.streams.filter((stream) => stream.phase === stage.name && stream.counted);
      if (events === null || counted.length === 0) return [];
      const seconds = (toMs - settledMs) / 1_000;
      const complete = sent.filter((answer) => answer.complete);
      const shares = complete.map((answer) => shareInside(answer, settledMs, toMs));
      const ttft = nearestRank(
        counted.map(({ wireTtftMs }) => wireTtftMs ?? Number.POSITIVE_INFINITY),
        0.5,
      );
      return [
        {
          stage,
          load: stage.streams + data.people,
          completionsPerSecond: shares.reduce((sum, share) => sum + share, 0) / seconds,
          eventsPerSecond: events + (peoplesChars(data, settledMs, toMs) * eventsPerChar) / seconds,
          wireTtftMs: ttft !== null && Number.isFinite(ttft) ? ttft : null,
          streaming: concurrencyLevel(sent, { fromMs: settledMs, toMs }, SHARE_OF_TIME),
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
  const complete = data.streams.filter(({ record }) => record.outcome === 'ok');
  const events = complete.reduce((sum, { record }) => sum + record.events, 0);
  const chars = complete.reduce((sum, { record }) => sum + record.textChars, 0);
  return chars > 0 ? events / chars : 0;
}

/** From first to last text of one response. */
interface SentAnswer {
  readonly fromMs: number;
  readonly toMs: number;
  readonly complete: boolean;
}

/** Every response that sent text, the crowd's and people's. */
function sentAnswers(data: RunData): SentAnswer[] {
  const crowd = data.streams.flatMap(({ record: { firstTextMs, lastTextMs, outcome } }) =>
    firstTextMs === undefined || lastTextMs === undefined
      ? []
      : [{ fromMs: firstTextMs, toMs: lastTextMs, complete: outcome === 'ok' || outcome === 'incomplete' }],
  );
  const people = data.turns.flatMap(({ record: { stamps, wire, outcome } }) => {
    const toMs = wire.at(-1)?.[0];
    return stamps.firstWireTextMs === undefined || toMs === undefined
      ? []
      : [{ fromMs: stamps.firstWireTextMs, toMs, complete: outcome === 'answered' }];
  });
  return [...crowd, ...people];
}

function shareInside(answer: SentAnswer, fromMs: number, toMs: number): number {
  const lengthMs = answer.toMs - answer.fromMs;
  if (lengthMs <= 0) return answer.fromMs >= fromMs && answer.fromMs < toMs ? 1 : 0;
  return Math.max(0, Math.min(answer.toMs, toMs) - Math.max(answer.fromMs, fromMs)) / lengthMs;
}
