import type { StreamOutcome } from '../../model/outcome.js';

/** Why something of an MCP session did not work, as data: what the target does is never an exception. */
export interface Failure {
  readonly outcome: StreamOutcome;
  readonly detail: string;
  readonly retryAfterMs?: number | undefined;
  /** First characters of a response that was no stream. */
  readonly bodySample?: string | undefined;
  readonly contentType?: string | undefined;
  /** The server no longer knows the session: a new one may work. */
  readonly sessionLost?: true;
}
