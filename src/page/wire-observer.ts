import type { CDPSession } from '@playwright/test';
import type { DialectName } from '../model/dialect.js';
import type { Curve } from '../model/records.js';
import type { Dialect } from '../wire/dialect.js';
import { dialects } from '../wire/dialects.js';
import { createStreamReader, type StreamReader } from '../wire/stream-reader.js';

/** What was seen of the browser's own request for one turn. Host monotonic milliseconds. */
export interface WireObservation {
  readonly url: string;
  readonly requestSentMs: number;
  readonly connectedMs: number | undefined;
  readonly responseStartedMs: number | undefined;
  readonly firstTextMs: number | undefined;
  readonly curve: Curve;
  readonly status: number | undefined;
  readonly contentType: string | undefined;
  readonly requestId: string | undefined;
  readonly terminal: 'ok' | 'incomplete' | undefined;
  /** The backend said in the stream that it failed. */
  readonly error: string | undefined;
  /** The stream is not what the dialect allows, so neither its text nor its end can be relied on. */
  readonly parseError: string | undefined;
  /** The request failed or was cut. */
  readonly failed: string | undefined;
  readonly finished: boolean;
}

/** Follows what the page itself sends; nothing is intercepted. */
export interface WireObserver {
  /** Forgets what was seen; called before a turn is sent. */
  reset(): void;
  /** The stream of the turn sent at or after `sinceMs`, or else the request that came closest to one. */
  observed(sinceMs: number): WireObservation | undefined;
  /** Whether a stream sent since then, or if `orPost` any message sent since then, still waits for its end. */
  isOpen(sinceMs: number, orPost: boolean): boolean;
}

interface RequestEvent {
  requestId: string;
  type?: string;
  timestamp: number;
  request: { url: string; method: string };
}
interface ResponseEvent {
  requestId: string;
  response: {
    status: number;
    mimeType: string;
    headers: Record<string, string>;
    timing?: { requestTime: number; sendEnd: number; receiveHeadersEnd: number };
  };
}
interface DataEvent {
  requestId: string;
  timestamp: number;
  dataLength: number;
  data?: string;
}

/** Decoded bytes of one request: how many had come by when, and what they meant. */
class Followed {
  readonly url: string;
  readonly sentMs: number;
  readonly isPost: boolean;
  connectedMs: number | undefined;
  responseStartedMs: number | undefined;
  status: number | undefined;
  contentType: string | undefined;
  requestId: string | undefined;
  failed: string | undefined;
  finished = false;
  isStream = false;
  terminal: 'ok' | 'incomplete' | undefined;
  error: string | undefined;
  parseError: string | undefined;
  readonly curve: [number, number][] = [];
  /** [time, decoded bytes so far] of every read that the browser reported. */
  readonly #arrivals: [number, number][] = [];
  #bytesArrived = 0;
  #bytesRead = 0;
  #chars = 0;
  #reader: StreamReader | undefined;
  /** Pieces that came while the bytes before them were still on their way from the browser. */
  #waiting: string[] | undefined = [];

  constructor(event: RequestEvent) {
    this.url = event.request.url;
    this.sentMs = event.timestamp * 1000;
    this.isPost = event.request.method === 'POST';
  }

  /** Neither the transport nor the stream itself has said that it is over. */
  get isUnderWay(): boolean {
    const over = this.terminal ?? this.error ?? this.failed;
    return over === undefined && !this.finished;
  }

  responded({ response }: ResponseEvent, expected: DialectName): void {
    this.status = response.status;
    this.contentType = response.mimeType;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(response.headers)) headers[name.toLowerCase()] = value;
    this.requestId = headers['x-request-id'];
    const { timing } = response;
    if (timing !== undefined) {
      if (timing.sendEnd >= 0) this.connectedMs = timing.requestTime * 1000 + timing.sendEnd;
      this.responseStartedMs = timing.requestTime * 1000 + timing.receiveHeadersEnd;
    }
    const byHeaders = Object.values(dialects).find((dialect: Dialect) => dialect.recognises(headers));
    this.isStream = byHeaders !== undefined || /^text\/event-stream\b/i.test(headers['content-type'] ?? '');
    if (this.isStream) this.#reader = createStreamReader(byHeaders ?? dialects[expected]);
  }

  /** Bytes that had come before the content was asked for; from here on events carry theirs. */
  buffered(base64: string): void {
    this.#take(base64);
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const piece of waiting) this.#take(piece);
  }

  arrived(event: DataEvent): void {
    this.#bytesArrived += event.dataLength;
    this.#arrivals.push([event.timestamp * 1000, this.#bytesArrived]);
    if (event.data === undefined) return;
    if (this.#waiting === undefined) this.#take(event.data);
    else this.#waiting.push(event.data);
  }

  #take(base64: string): void {
    if (this.#reader === undefined || base64 === '') return;
    const bytes = Buffer.from(base64, 'base64');
    // Cut where the browser's reads were cut, so that each piece has the time at which it came.
    let at = 0;
    while (at < bytes.length) {
      const arrival = this.#arrivals.find(([, upTo]) => upTo > this.#bytesRead) ?? this.#arrivals.at(-1);
      const upTo = arrival === undefined ? bytes.length : Math.max(at + 1, at + arrival[1] - this.#bytesRead);
      const piece = bytes.subarray(at, Math.min(bytes.length, upTo));
      const read = this.#reader.feed(piece);
      at += piece.length;
      this.#bytesRead += piece.length;
      this.#chars += read.text.length;
      if (read.text !== '' && arrival !== undefined) this.curve.push([arrival[0], this.#chars]);
      this.terminal ??= read.terminal;
      this.error ??= read.error;
      this.parseError ??= read.parseError;
    }
  }
}

/** Follows the page's streams through a DevTools session; stamps are the renderer's, on the host's clock. */
export async function observeWire(cdp: CDPSession, expected: DialectName): Promise<WireObserver> {
  let followed = new Map<string, Followed>();
  cdp.on('Network.requestWillBeSent', (event: RequestEvent) => {
    if (event.type === 'Fetch' || event.type === 'XHR' || event.type === 'EventSource') {
      followed.set(event.requestId, new Followed(event));
    }
  });
  cdp.on('Network.responseReceived', (event: ResponseEvent) => {
    const request = followed.get(event.requestId);
    if (request === undefined) return;
    request.responded(event, expected);
    if (!request.isStream) return;
    cdp.send('Network.streamResourceContent', { requestId: event.requestId }).then(
      ({ bufferedData }) => request.buffered(bufferedData),
      (error: Error) => {
        request.failed ??= `its content could not be followed: ${error.message}`;
      },
    );
  });
  cdp.on('Network.dataReceived', (event: DataEvent) => followed.get(event.requestId)?.arrived(event));
  cdp.on('Network.loadingFinished', ({ requestId }) => {
    const request = followed.get(requestId);
    if (request !== undefined) request.finished = true;
  });
  cdp.on('Network.loadingFailed', ({ requestId, errorText, canceled }) => {
    const request = followed.get(requestId);
    if (request !== undefined) request.failed = canceled === true ? 'cancelled by the page' : errorText;
  });
  await cdp.send('Network.enable');
  const sentSince = (sinceMs: number): Followed[] =>
    [...followed.values()].filter(({ sentMs }) => sentMs >= sinceMs);
  return {
    reset() {
      followed = new Map();
    },
    isOpen: (sinceMs, orPost) =>
      sentSince(sinceMs).some(
        (request) => request.isUnderWay && (request.isStream || (orPost && request.isPost)),
      ),
    observed(sinceMs) {
      const sent = sentSince(sinceMs);
      const request =
        sent.find(({ isStream }) => isStream) ??
        sent.find(({ isPost }) => isPost) ??
        sent.find(({ failed }) => failed);
      if (request === undefined) return undefined;
      return {
        url: request.url,
        requestSentMs: request.sentMs,
        connectedMs: request.connectedMs,
        responseStartedMs: request.responseStartedMs,
        firstTextMs: request.curve[0]?.[0],
        curve: request.curve,
        status: request.status,
        contentType: request.contentType,
        requestId: request.requestId,
        terminal: request.terminal,
        error: request.error,
        parseError: request.parseError,
        failed: request.failed,
        finished: request.finished,
      };
    },
  };
}
