import type { StreamOutcome } from '../model/outcome.js';
import type { StreamRecord } from '../model/records.js';
import { FlowReader } from '../stats/flow-reader.js';
import type { ReadResult } from '../wire/stream-reader.js';

/** What is counted and stamped of one stream. Times: the driver's clock, at the socket read. */
export class StreamTally {
  readonly scheduledMs: number;
  readonly dispatchedMs: number;
  sentMs: number | undefined;
  headersMs: number | undefined;
  firstByteMs: number | undefined;
  firstTextMs: number | undefined;
  terminalMs: number | undefined;
  eofMs: number | undefined;
  status: number | undefined;
  bytes = 0;
  textChars = 0;
  #reads = 0;
  #firstEventMs: number | undefined;
  #events = 0;
  #coalesced = 0;
  #maxGapMs: number | undefined;
  /** `NaN` before there is one: a field that is always a number takes no memory of its own each time it is set. */
  #lastTextMs = Number.NaN;
  readonly #flow = new FlowReader();

  constructor(scheduledMs: number, dispatchedMs: number) {
    this.scheduledMs = scheduledMs;
    this.dispatchedMs = dispatchedMs;
  }

  get lastTextMs(): number | undefined {
    return Number.isNaN(this.#lastTextMs) ? undefined : this.#lastTextMs;
  }

  /** Bytes came from the socket. */
  arrived(bytes: number, nowMs: number): void {
    this.firstByteMs ??= nowMs;
    this.bytes += bytes;
    this.#reads++;
  }

  /** They were understood. Returns the time since the text before, where there was some and there is more. */
  understood(read: Pick<ReadResult, 'events' | 'textChars'>, readMs: number): number | undefined {
    if (read.events > 0) {
      this.#events += read.events;
      if (read.events > 1) this.#coalesced += read.events;
      this.#firstEventMs ??= readMs;
    }
    if (read.textChars === 0) return undefined;
    const gapMs = this.lastTextMs === undefined ? undefined : readMs - this.#lastTextMs;
    if (gapMs !== undefined && gapMs > (this.#maxGapMs ?? -1)) this.#maxGapMs = gapMs;
    this.firstTextMs ??= readMs;
    this.#lastTextMs = readMs;
    this.textChars += read.textChars;
    this.#flow.add(readMs, this.textChars);
    return gapMs;
  }

  record(
    of: Pick<StreamRecord, 'id' | 'user'>,
    outcome: StreamOutcome,
    detail: string | undefined,
    endedMs: number,
  ): StreamRecord {
    return {
      type: 'stream',
      id: of.id,
      user: of.user,
      outcome,
      detail,
      status: this.status,
      scheduledMs: this.scheduledMs,
      dispatchedMs: this.dispatchedMs,
      sentMs: this.sentMs,
      headersMs: this.headersMs,
      firstByteMs: this.firstByteMs,
      firstEventMs: this.#firstEventMs,
      firstTextMs: this.firstTextMs,
      lastTextMs: this.lastTextMs,
      terminalMs: this.terminalMs,
      eofMs: this.eofMs,
      endedMs,
      events: this.#events,
      bytes: this.bytes,
      textChars: this.textChars,
      reads: this.#reads,
      coalescedShare: this.#events === 0 ? undefined : this.#coalesced / this.#events,
      maxGapMs: this.#maxGapMs,
      flowQoe: outcome === 'ok' || outcome === 'incomplete' ? (this.#flow.quality() ?? undefined) : undefined,
    };
  }
}
