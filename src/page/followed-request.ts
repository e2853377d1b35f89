import type { DialectName } from '../model/dialect.js';
import type { Dialect } from '../wire/dialect.js';
import { dialectNamed, dialects } from '../wire/dialects.js';
import { parseJsonEvent } from '../wire/parse-json-event.js';
import { createStreamReader, type ReadResult, type StreamReader } from '../wire/stream-reader.js';

export interface RequestEvent {
  requestId: string;
  type?: string;
  timestamp: number;
  request: { url: string; method: string; postData?: string };
}
export interface ResponseEvent {
  requestId: string;
  response: {
    status: number;
    mimeType: string;
    headers: Record<string, string>;
    timing?: { requestTime: number; sendEnd: number; receiveHeadersEnd: number };
  };
}
export interface DataEvent {
  requestId: string;
  timestamp: number;
  dataLength: number;
  data?: string;
}

/** Decoded bytes of one request: how many had come by when, and what they meant. */
export class FollowedRequest {
  readonly url: string;
  readonly sentMs: number;
  readonly isPost: boolean;
  readonly #posted: string;
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
    this.#posted = event.request.postData ?? '';
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
    const media = (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
    const dialect = dialectOf(headers, media, dialectNamed(expected));
    if (dialect === undefined) return;
    this.isStream = true;
    this.#reader = createStreamReader(dialect, {
      framing: dialect.framings[media],
      request: parseJsonEvent(this.#posted) ?? undefined,
    });
  }

  /** Bytes that had come before the content was asked for; from here on events carry theirs. */
  buffered(base64: string): void {
    this.#take(base64);
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const piece of waiting) this.#take(piece);
    if (this.finished) this.#endReading();
  }

  /** The body is over; its last bytes may still be on their way from the browser. */
  ended(): void {
    this.finished = true;
    if (this.#waiting === undefined) this.#endReading();
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
      this.#understood(read, arrival?.[0]);
    }
  }

  #endReading(): void {
    if (this.#reader !== undefined) this.#understood(this.#reader.end(), this.#arrivals.at(-1)?.[0]);
  }

  #understood(read: ReadResult, atMs: number | undefined): void {
    this.#chars += read.text.length;
    if (read.text !== '' && atMs !== undefined) this.curve.push([atMs, this.#chars]);
    this.terminal ??= read.terminal;
    this.error ??= read.error;
    this.parseError ??= read.parseError;
  }
}

/** The dialect that the headers name for certain, else the expected one if it comes in this media type. */
function dialectOf(
  headers: Readonly<Record<string, string>>,
  media: string,
  expected: Dialect,
): Dialect | undefined {
  const certain = Object.values(dialects).find((dialect) => dialect.recognises(headers));
  if (certain !== undefined) return certain;
  if (media in expected.framings) return expected;
  // A page may speak SSE to another backend than the crowd's: what it says still shows by its first event.
  return media === 'text/event-stream' ? dialects.auto : undefined;
}
