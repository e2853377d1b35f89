import type { StreamRecord } from '../model/records.js';
import type { RunData } from './run-data.js';

/** One response of the backend, the crowd's or a person's. Milliseconds since the run's zero. */
export interface BackendResponse {
  /** When it was asked for: when a stream was due, when a person's request left. */
  readonly askedMs: number;
  /** First and last text; `null`: none came. */
  readonly firstTextMs: number | null;
  readonly lastTextMs: number | null;
  readonly endedMs: number;
  /** All of it came. */
  readonly complete: boolean;
  /** Taken back by whoever had asked: it says nothing of the backend that it is not complete. */
  readonly takenBack: boolean;
}

/** A stream seen as a response: a view and no copy, as there may be a million of them. */
class StreamResponse implements BackendResponse {
  readonly #stream: StreamRecord;

  constructor(stream: StreamRecord) {
    this.#stream = stream;
  }

  get askedMs(): number {
    return this.#stream.scheduledMs;
  }

  get firstTextMs(): number | null {
    return this.#stream.firstTextMs ?? null;
  }

  get lastTextMs(): number | null {
    return this.#stream.lastTextMs ?? null;
  }

  get endedMs(): number {
    return this.#stream.endedMs;
  }

  get complete(): boolean {
    return this.#stream.outcome === 'ok' || this.#stream.outcome === 'incomplete';
  }

  get takenBack(): boolean {
    return this.#stream.outcome === 'cancelled';
  }
}

/** Every response of the run. People's own streams are as much the backend's work as the crowd's. */
export function responses({ streams, turns }: RunData): BackendResponse[] {
  const all: BackendResponse[] = [];
  for (const { record } of streams) if (record.outcome !== 'dropped') all.push(new StreamResponse(record));
  for (const { record, outcome, waitEndMs } of turns) {
    const { requestSentMs, firstWireTextMs } = record.stamps;
    const lastTextMs = record.wire.at(-1)?.[0];
    if (requestSentMs === undefined) continue;
    const hasText = firstWireTextMs !== undefined && lastTextMs !== undefined;
    all.push({
      askedMs: requestSentMs,
      firstTextMs: hasText ? firstWireTextMs : null,
      lastTextMs: hasText ? lastTextMs : null,
      endedMs: Math.max(waitEndMs, lastTextMs ?? requestSentMs),
      complete: outcome === 'answered',
      takenBack: outcome === 'aborted',
    });
  }
  return all;
}
