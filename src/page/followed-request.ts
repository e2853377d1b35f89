import type { DialectName } from '../model/dialect.js';
import type { Dialect, Framing } from '../wire/dialect.js';
import { dialectNamed, dialects } from '../wire/dialects.js';
import { parseJsonEvent } from '../wire/parse-json-event.js';
import { createEventCutter, type EventCutter } from './cut-events.js';
import { readTimed, type TimedReading } from './read-timed.js';
import type { TurnContent } from './turn-content.js';
import { type Understanding, understand } from './understand.js';

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
    connectionId?: number;
    timing?: { requestTime: number; sendEnd: number; receiveHeadersEnd: number };
  };
}
export interface DataEvent {
  requestId: string;
  timestamp: number;
  dataLength: number;
  data?: string;
}

/** Longest body that is kept to look for the answer's text in it, where no dialect says where it is. */
const MOST_KEPT_BYTES = 1024 * 1024;
/** Longest plain text: it is cut at every character. */
const MOST_PLAIN_BYTES = 128 * 1024;
/** Bodies that may hold an answer's text. Empty: the server did not say. */
const TEXTUAL = /^(text\/(?!html|css|javascript)|application\/([\w.+-]*json|jsonl|octet-stream)|$)/;
/** How a body may be cut that no dialect knows. */
const ANY_FRAMING: readonly Framing[] = ['sse', 'ndjson', 'json', 'text'];

/** Why a request failed that the page itself no longer wanted. */
export const CANCELLED = 'cancelled by the page';

/** One request of the page: what came of it by when, and what it meant. */
export class FollowedRequest {
  readonly url: string;
  readonly sentMs: number;
  readonly isPost: boolean;
  readonly #method: string;
  readonly #type: string | undefined;
  readonly #posted: string;
  connectedMs: number | undefined;
  responseStartedMs: number | undefined;
  status: number | undefined;
  contentType: string | undefined;
  requestId: string | undefined;
  failed: string | undefined;
  finished = false;
  /** It speaks a dialect. */
  isStream = false;
  /** Its content may be text. */
  isTextual = false;
  /** It was sent for an earlier turn, or before any. */
  isEarlier = false;
  readonly arrivals: [number, number][] = [];
  /** Bytes that had come before the turn that is on now; of a stream for many turns, only later ones are its. */
  #turnFromByte = 0;
  #startedMs: number | undefined;
  #connection: number | undefined;
  #bytesArrived = 0;
  #bytesRead = 0;
  #dialect: Dialect | undefined;
  #cutter: EventCutter | undefined;
  #kept: Buffer[] | undefined = [];
  #over = false;
  #live: { readonly key: string; readonly reading: TimedReading } | undefined;
  /** Pieces that came while the bytes before them were still on their way from the browser. */
  #waiting: string[] | undefined = [];

  constructor(event: RequestEvent) {
    this.url = event.request.url;
    this.sentMs = event.timestamp * 1000;
    this.#method = event.request.method;
    this.#type = event.type;
    this.isPost = event.request.method === 'POST';
    this.#posted = event.request.postData ?? '';
  }

  /** A stream that the page opens once and that brings the answers of many turns. */
  get isChannel(): boolean {
    return this.isStream && this.#mayStay;
  }

  /** It may bring something for the turns that follow. */
  get outlivesTurn(): boolean {
    const mayBeChannel = this.#mayStay && (this.isStream || this.status === undefined);
    return mayBeChannel && !this.finished && this.failed === undefined;
  }

  get #mayStay(): boolean {
    return this.#type === 'EventSource' || this.#method === 'GET';
  }

  /** Neither the transport nor the stream itself has said that it is over. */
  get isUnderWay(): boolean {
    const { terminal, error } = this.live;
    return (terminal ?? error ?? this.failed) === undefined && !this.finished;
  }

  /** What the dialect says of what has come for this turn, at the page's times. */
  get live(): TimedReading {
    const events = this.#cutter?.events ?? [];
    const key = `${events.length} ${this.#over} ${this.#turnFromByte}`;
    if (this.#live?.key === key) return this.#live.reading;
    const reading = readTimed(events, this.#open(), this.arrivals, this.#over);
    this.#live = { key, reading };
    return reading;
  }

  responded({ response }: ResponseEvent, expected: DialectName): void {
    this.status = response.status;
    this.contentType = response.mimeType;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(response.headers)) headers[name.toLowerCase()] = value;
    this.requestId = headers['x-request-id'];
    this.#connection = response.connectionId;
    const { timing } = response;
    if (timing !== undefined) {
      this.#startedMs = timing.requestTime * 1000;
      if (timing.sendEnd >= 0) this.connectedMs = this.#startedMs + timing.sendEnd;
      this.responseStartedMs = this.#startedMs + timing.receiveHeadersEnd;
    }
    const media = (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
    this.isTextual = TEXTUAL.test(media);
    this.#dialect = dialectOf(headers, media, dialectNamed(expected));
    if (this.#dialect === undefined) return;
    this.isStream = true;
    this.isTextual = true;
    this.#cutter = createEventCutter(
      this.#dialect.framings[media] ?? Object.values(this.#dialect.framings)[0]!,
    );
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
    if (event.dataLength > 0) {
      this.#bytesArrived += event.dataLength;
      this.arrivals.push([event.timestamp * 1000, this.#bytesArrived]);
    }
    if (event.data === undefined) return;
    if (this.#waiting === undefined) this.#take(event.data);
    else this.#waiting.push(event.data);
  }

  /** Another turn began at `sinceMs`; what came until then is none of its. */
  beginTurn(sinceMs: number): void {
    this.isEarlier = true;
    const cameBefore = this.arrivals.findLast(([atMs]) => atMs < sinceMs)?.[1] ?? 0;
    this.#turnFromByte = Math.min(cameBefore, this.#bytesRead);
    this.#cutter?.forget(this.#turnFromByte);
    // A stream for many turns is not kept: its dialect's events are enough.
    this.#kept = undefined;
  }

  /**
   * What it brought for the turn that is on: by its dialect, or where the text that was shown at the end is found in
   * it.
   */
  content(shownText: string | undefined): TurnContent {
    const { arrivals } = this;
    const events = this.#cutter?.events;
    const how = understand({
      known: events && { events: () => events, open: () => this.#open() },
      shownText,
      ways: this.#waysToCut(),
    });
    return {
      arrivals,
      facts: () => ({
        url: this.url,
        method: this.#method,
        sentMs: this.sentMs,
        startedMs: this.#startedMs,
        headersMs: this.responseStartedMs,
        connection: this.#connection,
        webSocketAccept: undefined,
        // Of a stream for many turns the later ones' bytes may not have been logged yet.
        units: this.isChannel ? (how.events().at(-1)?.upTo ?? 0) : this.#bytesRead,
        finished: this.#over && !this.isChannel,
      }),
      read: (by) => {
        const isLeft = how.endsAnyhow === true && this.failed === CANCELLED;
        return readTimed(how.events(), how.open(), by, this.#over || isLeft);
      },
    };
  }

  #open() {
    return (this.#dialect ?? dialects.auto).open(parseJsonEvent(this.#posted) ?? undefined);
  }

  /** Its events by every way in which they might be cut. */
  #waysToCut(): readonly Understanding['events'][] {
    const events = this.#cutter?.events;
    const kept = this.#kept;
    const own = events === undefined ? [] : [() => events];
    if (kept === undefined) return own;
    const framings = ANY_FRAMING.filter((way) => way !== 'text' || this.#bytesRead <= MOST_PLAIN_BYTES);
    const anyhow = framings.map((framing) => () => {
      const cutter = createEventCutter(framing);
      for (const piece of kept) cutter.feed(piece);
      if (this.#over) cutter.end();
      return cutter.events;
    });
    return [...own, ...anyhow];
  }

  #take(base64: string): void {
    if (base64 === '') return;
    const bytes = Buffer.from(base64, 'base64');
    this.#bytesRead += bytes.length;
    this.#cutter?.feed(bytes);
    this.#kept?.push(bytes);
    if (this.#bytesRead > MOST_KEPT_BYTES) this.#kept = undefined;
  }

  #endReading(): void {
    this.#cutter?.end();
    this.#over = true;
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
