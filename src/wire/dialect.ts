import type { DialectName } from '../model/dialect.js';

/** What one event of a stream means to a person who is waiting for text. */
export interface Meaning {
  /** Visible answer text that the event brought; empty for everything else. */
  readonly text: string;
  /** It was reasoning: feedback, but not yet the answer. */
  readonly reasoning?: boolean;
  /** The dialect's own end: complete, or cut by a limit or filter. */
  readonly terminal?: 'ok' | 'incomplete';
  /** The backend said, inside the stream, that it failed. */
  readonly error?: string;
  /** The event is not what the dialect allows. */
  readonly parseError?: string;
  /** The event is well formed, but may not stand where it stands. */
  readonly violation?: string;
}

/** An event as it came over SSE; a line or a piece of another framing has no event name. */
export interface SseEvent {
  readonly event?: string | undefined;
  readonly data: string;
  /** By which a stream that broke off can be taken up again. */
  readonly id?: string | undefined;
}

/** How a body is cut into events: SSE, a JSON object per line, one JSON document, or plain text as it comes. */
export type Framing = 'sse' | 'ndjson' | 'json' | 'text';

/** The reader of one stream's events; holds the little state that the dialect needs. */
export interface Reading {
  read(event: SseEvent): Meaning;
  /**
   * The text of an event that brings one text and changes nothing here; `undefined` of every other. A function of the
   * document alone: for all events of which {@link read} said nothing but their text, and those that look like them.
   */
  plainText?(json: Readonly<Record<string, unknown>>): string | undefined;
  /** What the end of the body means, for a dialect without a terminal of its own. */
  end?(): Meaning;
}

/** One turn of a conversation that is over. */
export interface Exchange {
  readonly id: string;
  readonly prompt: string;
  readonly answer: string;
}

/** One wire: how to ask for a stream and what its events mean. Pure. */
export interface Dialect {
  readonly name: DialectName;
  /** Media types that this dialect comes in, in lower case, and how each is cut into events. The first is usual. */
  readonly framings: Readonly<Record<string, Framing>>;
  /** Request headers besides content type. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The JSON body that asks for an answer to `prompt`; `id` is the request's own. `before` are the turns of the same
   * conversation so far, where the dialect sends them again.
   */
  body(prompt: string, id: string, model: string | null, before?: readonly Exchange[]): unknown;
  /** Whether a response with these headers (names in lower case) speaks this dialect for certain. */
  recognises(headers: Readonly<Record<string, string>>): boolean;
  /** Whether a stream that begins with this event speaks this dialect; `json` is its data, where that is an object. */
  begins(event: SseEvent, json: Readonly<Record<string, unknown>> | null): boolean;
  /**
   * For a dialect whose request only orders the stream: where to GET it, by the JSON document that came back from
   * `url`; `undefined` when it does not say.
   */
  follow?(json: Readonly<Record<string, unknown>>, url: string, request?: unknown): string | undefined;
  /**
   * Opens the reader of one stream; `request` is the JSON body that asked for it, where it is known, and `order` what
   * came back first from a dialect that is followed.
   */
  open(request?: unknown, order?: Readonly<Record<string, unknown>>): Reading;
}

/** An event that brings nothing visible. */
export const NOTHING: Meaning = Object.freeze({ text: '' });
