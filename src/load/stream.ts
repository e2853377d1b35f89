import type { Dispatcher } from 'undici';
import type { StreamOutcome } from '../model/outcome.js';
import type { StreamRecord } from '../model/records.js';
import type { Dialect } from '../wire/dialect.js';
import { parseJsonEvent } from '../wire/parse-json-event.js';
import { createStreamReader, type ReadResult, type StreamReader } from '../wire/stream-reader.js';
import { addressOf } from './address-of.js';
import { type BodyDecoder, createBodyDecoder } from './body-decoder.js';
import { classifyError } from './classify-error.js';
import type { Connection, Connections } from './connection.js';
import { EndingStream, HELD_RESPONSE_GRACE_MS } from './ending-stream.js';
import { judgeResponse, type Refusal } from './judge-response.js';
import type { StreamOptions, StreamStart } from './open-stream.js';
import { refusalDetail } from './refusal-detail.js';
import { type RawHeaders, responseHeaders } from './response-headers.js';
import { retryAfterMs } from './retry-after.js';
import { StreamTally } from './stream-tally.js';

/** How many characters of a refusal are kept for the message. */
const BODY_SAMPLE_CHARS = 2000;

/** A longer body of a response that is no stream is cut. */
const MAX_OTHER_BODY_BYTES = 64 * 1024;

const NO_STREAM_NAMED = 'the answer to the request names no stream to follow';

/** The stream whose request undici is about to write. */
let aboutToSend: Stream | undefined;
export function stampSent(): void {
  aboutToSend?.sent();
  aboutToSend = undefined;
}

/** One request and the stream that answers it. Ends at its dialect's terminal, a failure or a deadline. */
export class Stream extends EndingStream implements Dispatcher.DispatchHandler {
  readonly #connections: Connections;
  readonly #start: StreamStart;
  readonly #options: StreamOptions;
  readonly #tally: StreamTally;
  #controller: Dispatcher.DispatchController | undefined;
  /** Of the response that is open. */
  #connection: Connection | undefined;
  #reader: StreamReader | undefined;
  #decoder: BodyDecoder | undefined;
  /** The response is no stream but this. */
  #refusal: Refusal | undefined;
  /** Takes the whole body of a response that says where the stream is. */
  #follow: ((body: string) => void) | undefined;
  #order = '';
  #ordered: Record<string, unknown> | undefined;
  #isOrder = true;
  #closed = false;

  constructor(connections: Connections, start: StreamStart, options: StreamOptions) {
    super(start.id);
    this.#connections = connections;
    this.#start = start;
    this.#options = options;
    this.#tally = new StreamTally(start.scheduledMs, options.nowMs());
    this.#dispatch('POST', start.request.url, start.request.body);
  }

  get scheduledMs(): number {
    return this.#tally.scheduledMs;
  }

  get firstTextMs(): number | undefined {
    return this.#tally.firstTextMs;
  }

  sent(): void {
    this.#tally.sentMs ??= this.#options.nowMs();
  }

  protected get terminalMs(): number | undefined {
    return this.#tally.terminalMs;
  }

  protected now(): number {
    return this.#options.nowMs();
  }

  checkDeadlines(nowMs: number): void {
    if (this.settled) return;
    if (this.answer !== undefined) {
      if (nowMs - this.#tally.terminalMs! > HELD_RESPONSE_GRACE_MS) this.settleAnswer();
      return;
    }
    const { deadlines } = this.#options;
    const { sentMs, dispatchedMs, headersMs, firstByteMs, firstTextMs, lastTextMs } = this.#tally;
    const age = nowMs - (sentMs ?? dispatchedMs);
    if (this.#refusal !== undefined) {
      if (nowMs - headersMs! > deadlines.firstByteMs) this.#refuse(this.#refusal);
    } else if (firstByteMs === undefined && age > deadlines.firstByteMs) {
      this.settle('no_first_byte', `no byte within ${deadlines.firstByteMs} ms`);
    } else if (firstTextMs === undefined && age > deadlines.firstTextMs) {
      this.settle('no_first_text', `no visible text within ${deadlines.firstTextMs} ms`);
    } else if (lastTextMs !== undefined && nowMs - lastTextMs > deadlines.stallMs) {
      this.settle('stall', `no further text for ${deadlines.stallMs} ms`);
    } else if (age > deadlines.streamMs) {
      this.settle('stall', `not finished within ${deadlines.streamMs} ms`);
    }
  }

  #dispatch(method: 'POST' | 'GET', url: string, body: string | null): void {
    this.#closed = false;
    try {
      const address = addressOf(url);
      this.#connection = this.#connections.take(address.origin);
      this.#connection.dispatch(
        { ...address, method, headers: { ...this.#start.request.headers }, body },
        this,
      );
    } catch (error) {
      // undici throws what it can tell at once, e.g. a header that HTTP does not allow.
      this.onResponseError(undefined, error);
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.settled) controller.abort(new Error('already ended'));
    else aboutToSend = this;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, raw: RawHeaders): void {
    if (status >= 200) this.#connection?.bodyBegins();
    // undici would hold them as bytes, too, while the response is open: a kilobyte of each stream.
    controller.rawHeaders = null;
    if (this.settled) return;
    this.#tally.headersMs = this.#options.nowMs();
    this.#follow = undefined;
    this.#tally.status = status;
    const headers = responseHeaders(raw);
    this.contentType = headers['content-type'];
    if (raw['set-cookie'] !== undefined) this.#start.listener?.cookies([raw['set-cookie']].flat());
    const judged = judgeResponse(status, headers, this.#options.dialect, this.#isOrder);
    if (judged.refusal !== undefined) {
      this.#refusal = judged.refusal;
      this.retryAfterMs = retryAfterMs(headers);
    } else if (judged.follow !== undefined) {
      this.#follow = this.#goTo.bind(this, judged.follow);
    } else {
      this.#reader = createStreamReader(judged.dialect, {
        framing: judged.framing,
        maxEventChars: this.#options.maxEventChars,
        request: this.#start.request.json,
        keepsText: this.#start.listener?.text !== undefined,
        onEvent: this.#start.listener?.event,
        order: this.#ordered,
      });
      if (judged.encoding !== undefined) {
        this.#decoder = createBodyDecoder(judged.encoding, {
          bytes: (decoded, readMs) => this.#understand(this.#reader!.feed(decoded), readMs, 0),
          end: (readMs) => this.#bodyOver(readMs),
          error: (error) =>
            this.settle('parse_error', `the body could not be decompressed: ${error.message}`),
        });
      }
    }
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    const nowMs = this.#options.nowMs();
    if (this.settled) return;
    if (this.#follow !== undefined) {
      this.#order += chunk.toString('utf8');
      if (this.#order.length > MAX_OTHER_BODY_BYTES) this.settle('not_a_stream', NO_STREAM_NAMED);
      return;
    }
    this.#tally.arrived(chunk.length, nowMs);
    if (this.#decoder !== undefined) {
      this.#options.observer.read(0, 0, chunk.length, undefined);
      this.#decoder.write(chunk, nowMs);
    } else if (this.#reader !== undefined) {
      this.#understand(this.#reader.feed(chunk), nowMs, chunk.length);
    } else {
      this.bodySample = (this.bodySample + chunk.toString('utf8')).slice(0, BODY_SAMPLE_CHARS);
      if (this.#tally.bytes > MAX_OTHER_BODY_BYTES) this.#refuse(this.#refusal!);
    }
  }

  #understand(read: ReadResult, readMs: number, bytes: number): void {
    if (this.settled) return;
    const hadText = this.#tally.firstTextMs !== undefined;
    const gapMs = this.#tally.understood(read, readMs);
    if (read.text !== '') this.#start.listener?.text?.(read.text);
    if (!hadText && this.#tally.firstTextMs !== undefined) this.#options.observer.firstText(this);
    if (bytes > 0 || read.events > 0) {
      this.#options.observer.read(read.events, read.textEvents, bytes, gapMs);
    }
    if (read.error !== undefined) this.settle('inband_error', read.error);
    else if (read.tooLarge) this.settle('too_large', 'an event is longer than the driver reads');
    else if (read.parseError !== undefined) this.settle('parse_error', read.parseError);
    else if (read.violation !== undefined) this.settle('protocol_violation', read.violation);
    else if (read.terminal !== undefined && this.answer === undefined) this.#terminal(read.terminal, readMs);
  }

  /** The answer is complete. The connection stays usable if the server closes the response at once. */
  #terminal(terminal: 'ok' | 'incomplete', readMs: number): void {
    this.#tally.terminalMs = readMs;
    if (this.#tally.textChars === 0) this.complete('empty', 'the answer ended without visible text');
    else if (terminal === 'incomplete') this.complete('incomplete', 'cut by a limit or a filter');
    else this.complete('ok');
  }

  onResponseEnd(): void {
    this.#close();
    const nowMs = this.#options.nowMs();
    if (this.settled) return;
    if (this.#follow !== undefined) this.#follow(this.#order);
    else if (this.#decoder !== undefined) this.#decoder.end(nowMs);
    else this.#bodyOver(nowMs);
  }

  #bodyOver(eofMs: number): void {
    if (this.settled) return;
    this.#tally.eofMs = eofMs;
    if (this.#refusal !== undefined) {
      this.#refuse(this.#refusal);
      return;
    }
    const read = this.#reader!.end();
    this.#understand(read, eofMs, 0);
    if (this.settled) return;
    if (this.answer !== undefined) this.settleAnswer();
    else {
      const why = read.cutEvent ? 'ended inside an event' : 'ended without its terminal';
      this.settle('truncated', why, eofMs);
    }
  }

  #goTo(follow: NonNullable<Dialect['follow']>, body: string): void {
    const { url, json: request } = this.#start.request;
    const json = parseJsonEvent(body);
    const stream = json === null ? undefined : follow(json, url, request);
    if (stream === undefined) this.settle('not_a_stream', NO_STREAM_NAMED);
    else {
      this.#isOrder = false;
      this.#ordered = json ?? undefined;
      this.#dispatch('GET', stream, null);
    }
  }

  #refuse(refusal: Refusal): void {
    this.settle(refusal.outcome, refusalDetail(refusal, this.bodySample));
  }

  /** The response is over: its connection may serve another stream. */
  #close(): void {
    this.#closed = true;
    this.#connection?.giveBack();
    this.#connection = undefined;
  }

  onResponseError(_controller: unknown, error: unknown): void {
    this.#close();
    if (aboutToSend === this) aboutToSend = undefined;
    if (this.answer !== undefined) this.settleAnswer();
    else if (this.#refusal !== undefined) this.#refuse(this.#refusal);
    else {
      const { outcome, detail } = classifyError(error);
      this.settle(outcome, detail);
    }
  }

  protected release(outcome: StreamOutcome): void {
    this.#decoder?.destroy();
    if (!this.#closed) this.#controller?.abort(new Error(outcome));
  }

  protected record(outcome: StreamOutcome, detail: string | undefined, endedMs: number): StreamRecord {
    return this.#tally.record({ id: this.id, user: this.#start.user }, outcome, detail, endedMs);
  }
}
