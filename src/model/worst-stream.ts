import type { StreamOutcome } from './outcome.js';

/** A stream of the crowd that somebody may want to look up in the backend's own traces. */
export interface WorstStream {
  /** Also what the request carried as `x-request-id`. */
  readonly id: string;
  /** The stage in which it was due. */
  readonly phase: string;
  readonly outcome: StreamOutcome;
  readonly scheduledMs: number;
  readonly wireTtftMs: number | null;
  /** Of the trace context that it carried. */
  readonly traceId?: string | undefined;
}
