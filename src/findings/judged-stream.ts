import { UNCOUNTED_STREAM_OUTCOMES } from '../model/outcome.js';
import type { RunPlan } from '../model/plan.js';
import type { StreamRecord } from '../model/records.js';
import { FREEZE_MS } from '../stats/gaps.js';
import { assignPhase, type PhaseAssignment } from './assign-phase.js';
import type { RunStage } from './run-stages.js';

/** A stream of the crowd with what follows from its stamps. */
export interface JudgedStream extends PhaseAssignment {
  readonly record: StreamRecord;
  /** Neither cancelled nor dropped by the driver. */
  readonly counted: boolean;
  /** The backend did not deliver what was asked for. A stream that met its length limit or filter is no failure. */
  readonly failed: boolean;
  readonly good: boolean;
  /** First text minus scheduled, of a stream that did not fail. */
  readonly wireTtftMs: number | null;
}

/** The plan itself limits the answers' length: one that ends there is all that was asked for. See decisions.md. */
const askedToStop = ({ target }: RunPlan): boolean => target.demo?.maxTokens != null;

/** The good turn's test on W(t) instead of P(t). */
export function judgeStream(record: StreamRecord, plan: RunPlan, stages: readonly RunStage[]): JudgedStream {
  const counted = !UNCOUNTED_STREAM_OUTCOMES.includes(record.outcome);
  const failed = counted && record.outcome !== 'ok' && record.outcome !== 'incomplete';
  const wireTtftMs =
    counted && !failed && record.firstTextMs !== undefined ? record.firstTextMs - record.scheduledMs : null;
  const untilMs = failed ? record.endedMs : (record.firstTextMs ?? record.endedMs);
  const { phase, submittedIn } = assignPhase(record.scheduledMs, untilMs, stages);
  return {
    phase,
    submittedIn,
    record,
    counted,
    failed,
    good:
      (record.outcome === 'ok' || (record.outcome === 'incomplete' && askedToStop(plan))) &&
      wireTtftMs !== null &&
      wireTtftMs <= plan.goodTurn.perceivedTtftMs &&
      (record.maxGapMs ?? 0) < FREEZE_MS &&
      (record.flowQoe ?? 1) >= plan.goodTurn.flowQoe,
    wireTtftMs,
  };
}
