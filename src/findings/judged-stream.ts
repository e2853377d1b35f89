import { UNCOUNTED_STREAM_OUTCOMES } from '../model/outcome.js';
import type { RunPlan } from '../model/plan.js';
import type { StreamRecord } from '../model/records.js';
import { FREEZE_MS } from '../stats/gaps.js';
import { assignPhase, type PhaseAssignment } from './assign-phase.js';
import { hasFailed } from './has-failed.js';
import type { RunStage } from './run-stages.js';

/** A stream of the crowd with what follows from its stamps. */
export interface JudgedStream extends PhaseAssignment {
  readonly record: StreamRecord;
  /** Neither cancelled nor dropped by the driver. */
  readonly counted: boolean;
  readonly failed: boolean;
  readonly good: boolean;
  /** First text minus scheduled, of a stream that did not fail. */
  readonly wireTtftMs: number | null;
}

/** The plan itself limits the answers' length: one that ends there is all that was asked for. See decisions.md. */
const askedToStop = ({ target }: RunPlan): boolean => target.demo?.maxTokens != null;

/**
 * What is quickly told from the record again is told again: of a million streams every figure kept is eight megabytes, and
 * sixteen more where it is no whole number.
 */
class Judged implements JudgedStream {
  readonly record: StreamRecord;
  readonly phase: string | null;
  readonly submittedIn: string | null;
  readonly good: boolean;

  constructor(record: StreamRecord, plan: RunPlan, stages: readonly RunStage[]) {
    this.record = record;
    const { outcome, scheduledMs, endedMs } = record;
    const untilMs = this.failed ? endedMs : (record.firstTextMs ?? endedMs);
    const { phase, submittedIn } = assignPhase(scheduledMs, untilMs, stages);
    this.phase = phase;
    this.submittedIn = submittedIn;
    const { wireTtftMs } = this;
    this.good =
      (outcome === 'ok' || (outcome === 'incomplete' && askedToStop(plan))) &&
      wireTtftMs !== null &&
      wireTtftMs <= plan.goodTurn.perceivedTtftMs &&
      (record.maxGapMs ?? 0) < FREEZE_MS &&
      (record.flowQoe ?? 1) >= plan.goodTurn.flowQoe;
  }

  get counted(): boolean {
    return !UNCOUNTED_STREAM_OUTCOMES.includes(this.record.outcome);
  }

  get failed(): boolean {
    return hasFailed(this.record.outcome);
  }

  get wireTtftMs(): number | null {
    const { firstTextMs, scheduledMs } = this.record;
    return this.counted && !this.failed && firstTextMs !== undefined ? firstTextMs - scheduledMs : null;
  }
}

/** The good turn's test on W(t) instead of P(t). */
export const judgeStream = (record: StreamRecord, plan: RunPlan, stages: readonly RunStage[]): JudgedStream =>
  new Judged(record, plan, stages);
