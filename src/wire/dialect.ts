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
}

/** An event as it came over SSE. */
export interface SseEvent {
  readonly event: string | undefined;
  readonly data: string;
}

/** One wire: how to ask for a stream and what its events mean. Pure. */
export interface Dialect {
  readonly name: DialectName;
  /** Request headers besides content type. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body that asks for an answer to `prompt`; `id` is unique for the conversation. */
  body(prompt: string, id: string, model: string | null): unknown;
  /** Whether a response with these headers (names in lower case) speaks this dialect. */
  recognises(headers: Readonly<Record<string, string>>): boolean;
  /** A reader of one stream's events; holds the little state that the dialect needs. */
  open(): (event: SseEvent) => Meaning;
}

/** An event that brings nothing visible. */
export const NOTHING: Meaning = Object.freeze({ text: '' });
