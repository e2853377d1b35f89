import type { StreamOutcome } from './outcome.js';

/** One stream of the crowd. */
export interface StreamRecord {
  readonly type: 'stream';
  readonly id: string;
  /** Virtual user. */
  readonly user: number;
  readonly outcome: StreamOutcome;
  readonly detail?: string | undefined;
  readonly status?: number | undefined;
  readonly scheduledMs: number;
  readonly dispatchedMs?: number | undefined;
  readonly sentMs?: number | undefined;
  readonly headersMs?: number | undefined;
  readonly firstByteMs?: number | undefined;
  readonly firstEventMs?: number | undefined;
  readonly firstTextMs?: number | undefined;
  readonly lastTextMs?: number | undefined;
  readonly terminalMs?: number | undefined;
  readonly eofMs?: number | undefined;
  /** When the outcome was decided, whatever it is. */
  readonly endedMs: number;
  readonly events: number;
  readonly bytes: number;
  readonly textChars: number;
  readonly reads: number;
  /** Share of events that shared a socket read with another. */
  readonly coalescedShare?: number | undefined;
  /** Longest gap between reads that carried text. */
  readonly maxGapMs?: number | undefined;
  /** `flowQoe` on W(t). */
  readonly flowQoe?: number | undefined;
  /** Which turn of its conversation it was, from 1, where conversations have several. */
  readonly turn?: number | undefined;
  readonly promptChars?: number | undefined;
  /** Of the W3C trace context that it carried: the backend's own traces have it, too. */
  readonly traceId?: string | undefined;
  /** Its user pressed Stop; the outcome is `cancelled` then. */
  readonly stopped?: boolean | undefined;
  /** Which checks of the plan it passed, by name. */
  readonly checks?: Readonly<Record<string, boolean>> | undefined;
  /** Which server it went to, in runs that load several; see the plan's `target.lanes`. */
  readonly lane?: string | undefined;
  /** Tool that was called, and the agent's task to which the call belongs. */
  readonly tool?: string | undefined;
  readonly task?: string | undefined;
  /** The session that was set up for this call, before its wait began or, after a lost one, within it. */
  readonly sessionFromMs?: number | undefined;
  readonly sessionReadyMs?: number | undefined;
  /** The server no longer knew the session: the call was made again in a new one, and waited for it. */
  readonly sessionLost?: true | undefined;
  /** How often the stream broke off before its end and was taken up again. */
  readonly resumes?: number | undefined;
}
