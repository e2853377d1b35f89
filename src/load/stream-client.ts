import { subscribe } from 'node:diagnostics_channel';
import { Agent, type Dispatcher } from 'undici';
import type { StreamOutcome } from '../model/outcome.js';
import type { StreamDeadlines } from '../model/plan.js';
import type { StreamRecord } from '../model/records.js';
import { flowQoe } from '../stats/flow-qoe.js';
import type { Dialect } from '../wire/dialect.js';
import { createStreamReader, type StreamReader } from '../wire/stream-reader.js';
import { classifyError } from './classify-error.js';
import type { StreamRequest } from './request.js';

/** How many characters of a refusal are kept for the message. */
const BODY_SAMPLE_BYTES = 400;

/** How long a server may keep the socket after its answer's terminal before the driver cuts it. */
const HELD_SOCKET_GRACE_MS = 1000;

/** What a stream tells while it runs; called at the socket read, after the stamp was taken. */
export interface StreamObserver {
  firstText(stream: OpenStream): void;
  read(events: number, textEvents: number, bytes: number, gapMs: number | undefined): void;
}

export interface StreamStart {
  readonly id: string;
  readonly user: number;
  readonly scheduledMs: number;
  readonly request: StreamRequest;
}

/** A stream under way. */
export interface OpenStream {
  readonly id: string;
  readonly scheduledMs: number;
  readonly firstTextMs: number | undefined;
  cancel(reason: string): void;
  /** Applies the deadlines; called a few times a second by the crowd. */
  checkDeadlines(nowMs: number): void;
  readonly done: Promise<StreamRecord>;
  /** First bytes of a response that was no stream, for messages. */
  readonly bodySample: string;
  readonly contentType: string | undefined;
  readonly retryAfterMs: number | undefined;
}

export interface StreamClient {
  open(start: StreamStart): OpenStream;
  close(): Promise<void>;
}

interface Options {
  readonly dialect: Dialect;
  readonly deadlines: StreamDeadlines;
  readonly nowMs: () => number;
  readonly observer: StreamObserver;
}

/** The stream whose request undici is about to write; `sendHeaders` is published in the same call. */
let aboutToSend: Stream | undefined;
subscribe('undici:client:sendHeaders', () => {
  aboutToSend?.stampSent();
  aboutToSend = undefined;
});

/** Opens streams with undici's `dispatch`, which hands over each socket read without a layer in between. */
export function createStreamClient(options: Options): StreamClient {
  // Deadlines are ours: undici's own would fold several classes of outcome into one.
  const agent = new Agent({
    connect: { timeout: options.deadlines.connectMs },
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 1,
  });
  return {
    open: (start) => new Stream(agent, start, options),
    close: () => agent.destroy(),
  };
}

class Stream implements OpenStream {
  readonly id: string;
  readonly scheduledMs: number;
  readonly done: Promise<StreamRecord>;
  firstTextMs: number | undefined;
  bodySample = '';
  contentType: string | undefined;
  retryAfterMs: number | undefined;

  readonly #options: Options;
  readonly #user: number;
  readonly #reader: StreamReader;
  readonly #curve: [number, number][] = [];
  #resolve: (record: StreamRecord) => void = () => undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #ended = false;
  /** The response is over: its connection may already serve another stream. */
  #closed = false;
  #pendingOutcome: { outcome: StreamOutcome; detail?: string | undefined } | undefined;
  #status: number | undefined;
  #dispatchedMs: number;
  #sentMs: number | undefined;
  #headersMs: number | undefined;
  #firstByteMs: number | undefined;
  #firstEventMs: number | undefined;
  #lastTextMs: number | undefined;
  #events = 0;
  #bytes = 0;
  #reads = 0;
  #coalesced = 0;
  #textChars = 0;
  #maxGapMs: number | undefined;

  constructor(agent: Agent, start: StreamStart, options: Options) {
    this.id = start.id;
    this.scheduledMs = start.scheduledMs;
    this.#user = start.user;
    this.#options = options;
    this.#reader = createStreamReader(options.dialect);
    this.done = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#dispatchedMs = options.nowMs();
    try {
      this.#dispatch(agent, start.request);
    } catch (error) {
      // undici throws what it can tell at once, e.g. a header that HTTP does not allow.
      this.#onError(error);
    }
  }

  #dispatch(agent: Agent, request: StreamRequest): void {
    const { origin, pathname, search } = new URL(request.url);
    agent.dispatch(
      {
        origin,
        path: pathname + search,
        method: 'POST',
        headers: { ...request.headers },
        body: request.body,
      },
      {
        onRequestStart: (controller) => {
          this.#controller = controller;
          if (this.#ended) controller.abort(new Error('already ended'));
          else aboutToSend = this;
        },
        onResponseStart: (_controller, status, headers) => this.#onHeaders(status, headers),
        onResponseData: (_controller, chunk) => this.#onData(chunk),
        onResponseEnd: () => this.#onEnd(),
        onResponseError: (_controller, error) => this.#onError(error),
      },
    );
  }

  stampSent(): void {
    this.#sentMs = this.#options.nowMs();
  }

  cancel(reason: string): void {
    this.#finish('cancelled', reason);
  }

  checkDeadlines(nowMs: number): void {
    const { deadlines } = this.#options;
    const from = this.#sentMs ?? this.#dispatchedMs;
    const age = nowMs - from;
    if (this.#firstByteMs === undefined && age > deadlines.firstByteMs) {
      this.#finish('no_first_byte', `no byte within ${deadlines.firstByteMs} ms`);
    } else if (this.firstTextMs === undefined && age > deadlines.firstTextMs) {
      this.#finish('no_first_text', `no visible text within ${deadlines.firstTextMs} ms`);
    } else if (this.#lastTextMs !== undefined && nowMs - this.#lastTextMs > deadlines.stallMs) {
      this.#finish('stall', `no further text for ${deadlines.stallMs} ms`);
    } else if (age > deadlines.streamMs) {
      this.#finish('stall', `not finished within ${deadlines.streamMs} ms`);
    }
  }

  #onHeaders(status: number, headers: Record<string, string | string[] | undefined>): void {
    this.#headersMs = this.#options.nowMs();
    this.#status = status;
    const type = headers['content-type'];
    this.contentType = Array.isArray(type) ? type[0] : type;
    if (status >= 400) {
      const outcome = status === 429 ? 'http_429' : status >= 500 ? 'http_5xx' : 'http_4xx';
      this.#pendingOutcome = { outcome, detail: `HTTP ${status}` };
      const after = Number(headers['retry-after']);
      if (Number.isFinite(after)) this.retryAfterMs = after * 1000;
    } else if (!/^text\/event-stream\b/i.test(this.contentType ?? '')) {
      this.#pendingOutcome = {
        outcome: 'not_a_stream',
        detail: `HTTP ${status} with content type ${this.contentType ?? '(none)'}`,
      };
    }
  }

  #onData(chunk: Buffer): void {
    const nowMs = this.#options.nowMs();
    if (this.#ended) return;
    this.#firstByteMs ??= nowMs;
    this.#bytes += chunk.length;
    this.#reads++;
    if (this.#pendingOutcome !== undefined) {
      if (this.bodySample.length < BODY_SAMPLE_BYTES) this.bodySample += chunk.toString('utf8');
      return;
    }
    const read = this.#reader.feed(chunk);
    this.#events += read.events;
    if (read.events > 1) this.#coalesced += read.events;
    if (read.events > 0) this.#firstEventMs ??= nowMs;
    let gapMs: number | undefined;
    if (read.text !== '') {
      if (this.#lastTextMs !== undefined) {
        gapMs = nowMs - this.#lastTextMs;
        this.#maxGapMs = Math.max(this.#maxGapMs ?? 0, gapMs);
      }
      this.#lastTextMs = nowMs;
      this.#textChars += read.text.length;
      this.#curve.push([nowMs, this.#textChars]);
      if (this.firstTextMs === undefined) {
        this.firstTextMs = nowMs;
        this.#options.observer.firstText(this);
      }
    }
    this.#options.observer.read(read.events, read.textEvents, chunk.length, gapMs);
    if (read.error !== undefined) this.#finish('inband_error', read.error);
    else if (read.parseError !== undefined) this.#finish('parse_error', read.parseError);
    else if (read.afterTerminal)
      this.#finish('protocol_violation', 'text after the end of the answer', nowMs);
    else if (read.terminal !== undefined) {
      if (this.#textChars === 0) this.#finish('empty', 'the answer ended without visible text', nowMs);
      else if (read.terminal === 'incomplete')
        this.#finish('incomplete', 'cut by a limit or a filter', nowMs);
      else this.#finish('ok', undefined, nowMs);
    }
  }

  #onEnd(): void {
    this.#closed = true;
    const { outcome, detail } = this.#pendingOutcome ?? {
      outcome: 'truncated',
      detail: 'ended without its terminal',
    };
    this.#finish(outcome, detail, undefined, this.#options.nowMs());
  }

  #onError(error: unknown): void {
    this.#closed = true;
    if (aboutToSend === this) aboutToSend = undefined;
    const classified = classifyError(error);
    const { outcome, detail } = this.#pendingOutcome ?? classified;
    this.#finish(outcome, detail ?? classified.detail);
  }

  #finish(outcome: StreamOutcome, detail?: string, terminalMs?: number, eofMs?: number): void {
    if (this.#ended) return;
    this.#ended = true;
    const record: StreamRecord = {
      type: 'stream',
      id: this.id,
      user: this.#user,
      outcome,
      detail,
      status: this.#status,
      scheduledMs: this.scheduledMs,
      dispatchedMs: this.#dispatchedMs,
      sentMs: this.#sentMs,
      headersMs: this.#headersMs,
      firstByteMs: this.#firstByteMs,
      firstEventMs: this.#firstEventMs,
      firstTextMs: this.firstTextMs,
      lastTextMs: this.#lastTextMs,
      terminalMs,
      eofMs,
      endedMs: eofMs ?? terminalMs ?? this.#options.nowMs(),
      events: this.#events,
      bytes: this.#bytes,
      textChars: this.#textChars,
      reads: this.#reads,
      coalescedShare: this.#events === 0 ? undefined : this.#coalesced / this.#events,
      maxGapMs: this.#maxGapMs,
      flowQoe:
        outcome === 'ok' || outcome === 'incomplete'
          ? (flowQoe(this.#curve, this.#textChars) ?? undefined)
          : undefined,
    };
    // A complete answer leaves its connection usable when the server closes the response at once; one that holds
    // the socket open is cut, so that a stream always ends at its dialect's terminal.
    if (eofMs === undefined) {
      if (outcome === 'ok' || outcome === 'incomplete' || outcome === 'empty') this.#abortUnlessClosed();
      else this.#controller?.abort(new Error(outcome));
    }
    this.#resolve(record);
  }

  #abortUnlessClosed(): void {
    setTimeout(() => {
      if (!this.#closed) this.#controller?.abort(new Error('answer complete'));
    }, HELD_SOCKET_GRACE_MS).unref();
  }
}
