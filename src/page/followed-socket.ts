import { createHash } from 'node:crypto';
import type { DialectName } from '../model/dialect.js';
import { dialectNamed } from '../wire/dialects.js';
import type { CutEvent } from './cut-events.js';
import { readTimed } from './read-timed.js';
import type { TurnContent } from './turn-content.js';
import { understand } from './understand.js';

export interface SocketMessageEvent {
  requestId: string;
  timestamp: number;
  response: { opcode: number; payloadData: string };
}

/** What a server hashes with a socket's key, by RFC 6455. */
const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT_OPCODE = 1;
/** Ends a record in protocols that put several into one message. */
const RECORD_END = '\u001e';

/** A WebSocket of the page: what it brought by when, and what it meant. A message is its unit. */
export class FollowedSocket {
  readonly url: string;
  readonly arrivals: [number, number][] = [];
  readonly #expected: DialectName;
  #events: CutEvent[] = [];
  #messages = 0;
  #openedMs: number;
  #accept: string | undefined;

  constructor(url: string, expected: DialectName, openedMs: number) {
    this.url = url;
    this.#expected = expected;
    this.#openedMs = openedMs;
  }

  handshake(atMs: number, key: string | undefined): void {
    this.#openedMs = atMs;
    if (key !== undefined)
      this.#accept = createHash('sha1')
        .update(key + KEY_SUFFIX)
        .digest('base64');
  }

  received({ timestamp, response }: SocketMessageEvent): void {
    if (response.opcode !== 1 && response.opcode !== 2) return;
    this.#messages++;
    this.arrivals.push([timestamp * 1000, this.#messages]);
    if (response.opcode !== TEXT_OPCODE) return;
    for (const data of response.payloadData.split(RECORD_END)) {
      if (data !== '') this.#events.push({ data, upTo: this.#messages });
    }
  }

  /** A turn began at `sinceMs`; what came until then is none of its. */
  beginTurn(sinceMs: number): void {
    const cameBefore = this.arrivals.findLast(([atMs]) => atMs < sinceMs)?.[1] ?? 0;
    this.#events = this.#events.filter(({ upTo }) => upTo > cameBefore);
  }

  /** What it brought for the turn that is on. */
  content(shownText: string | undefined): TurnContent {
    const events = this.#events;
    const how = understand({
      known: { events: () => events, open: () => dialectNamed(this.#expected).open() },
      shownText,
      ways: [() => events],
    });
    return {
      arrivals: this.arrivals,
      facts: () => ({
        url: this.url,
        method: undefined,
        sentMs: this.#openedMs,
        startedMs: undefined,
        headersMs: undefined,
        connection: undefined,
        webSocketAccept: this.#accept,
        units: events.at(-1)?.upTo ?? 0,
        finished: false,
      }),
      read: (by) => readTimed(events, how.open(), by, false),
    };
  }
}
