import type { TurnMark } from '../model/findings.js';
import { crowdMean } from './crowd-mean.js';
import type { RunData } from './run-data.js';

/** Every turn of the run as one mark of the timeline. */
export function turnMarks(data: RunData): TurnMark[] {
  return data.turns.map((turn) => {
    const { record, submittedMs, waitEndMs } = turn;
    const crowd = crowdMean(
      data.ledger.buckets,
      submittedMs,
      Math.max(waitEndMs, submittedMs + 1),
      'inFlight',
    );
    return {
      id: record.id,
      person: record.person,
      phase: turn.phase,
      submittedMs,
      perceivedTtftMs: turn.perceivedTtftMs,
      settledMs: turn.settledMs,
      outcome: turn.outcome,
      good: turn.good,
      overlappedLoad: crowd === null ? (data.crowdPlanned ? null : data.people) : crowd + data.people,
      stalls: turn.judgedStalls.map(({ fromMs, durationMs, cause }) => ({ fromMs, durationMs, cause })),
    };
  });
}
