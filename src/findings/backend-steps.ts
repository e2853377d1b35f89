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
  const sending = sendingIntervals(data);
  return data.stages
    .filter(({ kind, streams }) => LOADED.includes(kind) && streams > 0)
    .flatMap((stage) => {
      const { settledMs, toMs } = stage;
      const completions = crowdRate(data.ledger.buckets, settledMs, toMs, 'completions');
      const events = crowdRate(data.ledger.buckets, settledMs, toMs, 'events');
      const counted = data.streams.filter((stream) => stream.phase === stage.name && stream.counted);
      if (completions === null || events === null || counted.length === 0) return [];
      const seconds = (toMs - settledMs) / 1_000;
      const people = peopleIn(data, settledMs, toMs);
      const ttft = nearestRank(
        counted.map(({ wireTtftMs }) => wireTtftMs ?? Number.POSITIVE_INFINITY),
        0.5,
      );
      return [
        {
          stage,
          load: stage.streams + data.people,
          completionsPerSecond: completions + people.answers / seconds,
          eventsPerSecond: events + (people.chars * eventsPerChar) / seconds,
          wireTtftMs: ttft !== null && Number.isFinite(ttft) ? ttft : null,
          streaming: concurrencyLevel(sending, { fromMs: settledMs, toMs }, SHARE_OF_TIME),
        },
      ];
    });
}

/** Answers that were complete on the wire in a window, and the characters that came in it. */
function peopleIn(data: RunData, fromMs: number, toMs: number): { answers: number; chars: number } {
  let answers = 0;
  let chars = 0;
  for (const { record } of data.turns) {
    const inside = record.wire.filter(([ms]) => ms >= fromMs && ms < toMs);
    const before = record.wire.findLast(([ms]) => ms < fromMs)?.[1] ?? 0;
    chars += Math.max(0, (inside.at(-1)?.[1] ?? before) - before);
    const endMs = record.wire.at(-1)?.[0] ?? record.stamps.lastAnswerPaintMs;
    if (record.outcome === 'answered' && endMs !== undefined && endMs >= fromMs && endMs < toMs) answers++;
  }
  return { answers, chars };
}

/** People's own streams are counted in characters; the crowd's streams say how many events that makes. */
function eventsPerCharOf(data: RunData): number {
  const complete = data.streams.filter(({ record }) => record.outcome === 'ok');
  const events = complete.reduce((sum, { record }) => sum + record.events, 0);
  const chars = complete.reduce((sum, { record }) => sum + record.textChars, 0);
  return chars > 0 ? events / chars : 0;
}

/** From first to last text of every response, the crowd's and people's. */
function sendingIntervals(data: RunData): { fromMs: number; toMs: number }[] {
  const crowd = data.streams.flatMap(({ record: { firstTextMs, lastTextMs } }) =>
    firstTextMs === undefined || lastTextMs === undefined ? [] : [{ fromMs: firstTextMs, toMs: lastTextMs }],
  );
  const people = data.turns.flatMap(({ record: { stamps, wire } }) => {
    const toMs = wire.at(-1)?.[0];
    return stamps.firstWireTextMs === undefined || toMs === undefined
      ? []
      : [{ fromMs: stamps.firstWireTextMs, toMs }];
  });
  return [...crowd, ...people];
}
