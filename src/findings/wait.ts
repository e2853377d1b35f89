import type { JudgedStream } from './judged-stream.js';
import type { JudgedTurn } from './judged-turn.js';
import type { RunData } from './run-data.js';

/** Somebody's wait for the first text: a person's, or a stream's where the crowd was alone. Milliseconds since the zero. */
export interface Wait {
  readonly counted: boolean;
  readonly phase: string | null;
  readonly fromMs: number;
  /** When it was over, one way or the other. */
  readonly toMs: number;
  /** `null`: nothing came. */
  readonly waitMs: number | null;
}

/** Every wait of those whom a recovery is about. */
export const waitsOf = ({ plan, turns, streams }: RunData): Wait[] =>
  plan.people === 0 ? streams.map(ofStream) : turns.map(ofTurn);

const ofTurn = ({ counted, phase, submittedMs, waitEndMs, perceivedTtftMs }: JudgedTurn): Wait => ({
  counted,
  phase,
  fromMs: submittedMs,
  toMs: waitEndMs,
  waitMs: perceivedTtftMs,
});

const ofStream = ({ counted, phase, record, wireTtftMs }: JudgedStream): Wait => ({
  counted,
  phase,
  fromMs: record.scheduledMs,
  toMs: wireTtftMs === null ? record.endedMs : record.scheduledMs + wireTtftMs,
  waitMs: wireTtftMs,
});
