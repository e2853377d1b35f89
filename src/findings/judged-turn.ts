import type { TurnOutcome } from '../model/outcome.js';
import { UNCOUNTED_TURN_OUTCOMES } from '../model/outcome.js';
import type { RunPlan } from '../model/plan.js';
import type { TurnRecord, TurnStamps } from '../model/records.js';
import { assignPhase, type PhaseAssignment } from './assign-phase.js';
import type { RunStage } from './run-stages.js';
import { NO_PAGE_WORK, type TurnPageWork, turnPageWork } from './turn-page-work.js';
import { NO_SMOOTHNESS, type TurnSmoothness, turnSmoothness } from './turn-smoothness.js';

/** Stamps of one turn come from one clock mapping; they may break their order by this much and no more. */
const ORDER_TOLERANCE_MS = 2;

/** A turn with what follows from its stamps. Durations count from `submittedMs`; `null`: did not happen or not seen. */
export interface JudgedTurn extends PhaseAssignment, TurnSmoothness, TurnPageWork {
  readonly record: TurnRecord;
  /** As recorded, but `unmeasured` where an answer's stamps contradict each other or are missing. */
  readonly outcome: TurnOutcome;
  /** Neither aborted (by the run's end or by the person) nor unmeasured. */
  readonly counted: boolean;
  readonly good: boolean;
  readonly submittedMs: number;
  /** First answer paint; without one, the last that is known of the turn. */
  readonly waitEndMs: number;
  readonly ackMs: number | null;
  readonly firstFeedbackMs: number | null;
  readonly perceivedTtftMs: number | null;
  readonly perceivedTtlbMs: number | null;
  readonly settledMs: number | null;
  /** Settled minus last answer paint. */
  readonly settledLagMs: number | null;
}

export function judgeTurn(record: TurnRecord, plan: RunPlan, stages: readonly RunStage[]): JudgedTurn {
  const { stamps } = record;
  const outcome = outcomeOf(record);
  const answered = outcome === 'answered';
  const since = (ms: number | undefined): number | null =>
    ms === undefined ? null : ms - stamps.submittedMs;
  const painted = (ms: number | undefined): number | null => (answered ? since(ms) : null);
  const perceivedTtftMs = painted(stamps.firstAnswerPaintMs);
  const perceivedTtlbMs = painted(stamps.lastAnswerPaintMs);
  const settledMs = painted(stamps.settledMs);
  const smoothness = answered ? turnSmoothness(record) : NO_SMOOTHNESS;
  const waitEndMs = answered
    ? (stamps.firstAnswerPaintMs ?? stamps.submittedMs)
    : endOfUnanswered(record, plan);
  return {
    ...assignPhase(stamps.submittedMs, waitEndMs, stages),
    ...smoothness,
    ...(answered ? turnPageWork(record) : NO_PAGE_WORK),
    record,
    outcome,
    counted: !UNCOUNTED_TURN_OUTCOMES.includes(outcome),
    good:
      perceivedTtftMs !== null &&
      perceivedTtftMs <= plan.goodTurn.perceivedTtftMs &&
      smoothness.freezes <= plan.goodTurn.freezes &&
      smoothness.flowQoe !== null &&
      smoothness.flowQoe >= plan.goodTurn.flowQoe,
    submittedMs: stamps.submittedMs,
    waitEndMs,
    ackMs: since(stamps.acknowledgedMs),
    firstFeedbackMs: since(stamps.firstFeedbackMs),
    perceivedTtftMs,
    perceivedTtlbMs,
    settledMs,
    settledLagMs: settledMs === null || perceivedTtlbMs === null ? null : settledMs - perceivedTtlbMs,
  };
}

/** Only an answer rests on its stamps; a turn that failed stays a failure whatever they say. */
function outcomeOf(record: TurnRecord): TurnOutcome {
  if (record.outcome !== 'answered') return record.outcome;
  const painted =
    record.stamps.firstAnswerPaintMs !== undefined && record.paints.some(([, chars]) => chars > 0);
  return painted && inOrder(record.stamps) ? 'answered' : 'unmeasured';
}

/**
 * Whether the stamps follow each other as cause and effect do. `settled` need only come after the first answer paint:
 * a page may take the next message while it still types out the tail of an answer.
 */
function inOrder(stamps: TurnStamps): boolean {
  const chain = [
    stamps.submittedMs,
    stamps.requestSentMs,
    stamps.connectedMs,
    stamps.responseStartedMs,
    stamps.firstWireTextMs,
    stamps.firstAnswerPaintMs,
    stamps.lastAnswerPaintMs,
  ].filter((ms) => ms !== undefined);
  const rising = chain.every((ms, index) => index === 0 || ms >= chain[index - 1]! - ORDER_TOLERANCE_MS);
  const notBefore = (ms: number | undefined, limit: number): boolean =>
    ms === undefined || ms >= limit - ORDER_TOLERANCE_MS;
  return (
    rising &&
    notBefore(stamps.inputDoneMs, stamps.submittedMs) &&
    notBefore(stamps.acknowledgedMs, stamps.submittedMs) &&
    notBefore(stamps.firstFeedbackMs, stamps.submittedMs) &&
    notBefore(stamps.settledMs, stamps.firstAnswerPaintMs ?? stamps.submittedMs)
  );
}

/** When an unanswered turn was over: its last stamp, or its deadline where it ran into that. */
function endOfUnanswered({ outcome, stamps, paints, wire }: TurnRecord, plan: RunPlan): number {
  if (outcome === 'timed_out') return stamps.submittedMs + plan.deadlines.page.turnMs;
  const known = [
    ...Object.values(stamps).filter((ms): ms is number => typeof ms === 'number'),
    paints.at(-1)?.[0] ?? stamps.submittedMs,
    wire.at(-1)?.[0] ?? stamps.submittedMs,
  ];
  return Math.max(...known);
}
