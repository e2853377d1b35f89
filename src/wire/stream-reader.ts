import { auto } from './auto.js';
import type { Dialect, Framing, Meaning, SseEvent } from './dialect.js';
import { frameLines } from './frame-lines.js';
import { frameSse } from './frame-sse.js';
import { frameText } from './frame-text.js';
import { frameWhole } from './frame-whole.js';
import type { Framer, FrameSink } from './framing.js';
import { createPlainTextTemplate } from './plain-text-template.js';
import { createUtf8Decoder } from './utf8-decoder.js';

/** Longest event that is read, in characters. */
export const MAX_EVENT_CHARS = 16 * 1024 * 1024;

const LF = 10;
const CR = 13;

/** What one read of the socket brought. */
export interface ReadResult {
  /** Events completed by these bytes. */
  events: number;
  /** Of those, events with visible text. */
  textEvents: number;
  /** The visible text they brought, where it is kept. */
  text: string;
  /** Its length, in UTF-16 code units as everywhere. */
  textChars: number;
  reasoning: boolean;
  terminal: 'ok' | 'incomplete' | undefined;
  error: string | undefined;
  parseError: string | undefined;
  /** What came where the dialect does not allow it, e.g. text after its terminal. */
  violation: string | undefined;
  /** An event was longer than the limit; nothing after it is read. */
  tooLarge: boolean;
  /** The body ended inside an event, which is lost. */
  cutEvent: boolean;
}

export interface StreamReader {
  /** Takes bytes as they came, split anywhere. The result object is reused by the next call. */
  feed(bytes: Buffer): ReadResult;
  /** The body is over: some framings and dialects end by that. */
  end(): ReadResult;
}

interface Options {
  /** How the body is cut; default: the dialect's usual one. */
  readonly framing?: Framing | undefined;
  readonly maxEventChars?: number | undefined;
  /** Whether somebody wants the text and not only its length; default: yes. */
  readonly keepsText?: boolean | undefined;
  /** Told of every event as it came, before it is understood. */
  readonly onEvent?: ((event: SseEvent) => void) | undefined;
  /** The JSON body of the request, for dialects whose answer refers to it. */
  readonly request?: unknown;
  /** What came back first, for dialects whose stream is ordered by a request of its own. */
  readonly order?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Bytes → events → what they mean in `dialect`; without one, in the dialect that the stream turns out to be. The first
 * error, parse error, violation and terminal are kept.
 */
export function createStreamReader(dialect: Dialect = auto, options: Options = {}): StreamReader {
  const reading = dialect.open(options.request, options.order);
  const decoder = createUtf8Decoder();
  const result: ReadResult = {
    events: 0,
    textEvents: 0,
    text: '',
    textChars: 0,
    reasoning: false,
    terminal: undefined,
    error: undefined,
    parseError: undefined,
    violation: undefined,
    tooLarge: false,
    cutEvent: false,
  };
  const keepsText = options.keepsText ?? true;
  let lastText = '';
  const take = (meaning: Meaning): void => {
    if (meaning.text !== '') {
      result.textEvents++;
      result.textChars += meaning.text.length;
      if (keepsText) result.text += meaning.text;
      lastText = meaning.text;
      if (result.terminal !== undefined) result.violation ??= 'text after the end of the answer';
    }
    if (meaning.reasoning === true) result.reasoning = true;
    result.error ??= meaning.error;
    result.parseError ??= meaning.parseError;
    result.violation ??= meaning.violation;
    result.terminal ??= meaning.terminal;
  };
  const framing = options.framing ?? Object.values(dialect.framings)[0]!;
  const maxEventChars = options.maxEventChars ?? MAX_EVENT_CHARS;
  const plainText =
    framing === 'sse' && reading.plainText !== undefined
      ? (json: Readonly<Record<string, unknown>>) => reading.plainText?.(json)
      : undefined;
  const template = createPlainTextTemplate(maxEventChars, keepsText);
  /** The next byte begins an event. */
  let betweenEvents = true;
  const framer = createFramer(framing, maxEventChars, {
    event: (event) => {
      if (result.tooLarge) return;
      result.events++;
      options.onEvent?.(event);
      take(reading.read(event));
    },
    tooLarge: () => {
      result.tooLarge = true;
    },
  });
  const clear = (): void => {
    result.events = 0;
    result.textEvents = 0;
    result.text = '';
    result.textChars = 0;
    result.reasoning = false;
  };
  /** Takes what the template knows, and returns where the rest begins. */
  const feedKnown = (bytes: Buffer): number => {
    const known = template.match(bytes);
    result.events = known.events;
    result.textEvents = known.events;
    result.text = known.text;
    result.textChars = known.textChars;
    return known.bytes;
  };
  const feedWhole = (bytes: Buffer): void => {
    const { events, textEvents } = result;
    const wasBetween = betweenEvents;
    framer.feed(decoder.decode(bytes));
    if (plainText === undefined) return;
    betweenEvents = endsInBlankLine(bytes);
    if (result.events === events) return;
    // Only while nothing but text comes does the dialect stand where it stood when the template was learned.
    template.forget();
    const isOneText = result.events - events === 1 && result.textEvents - textEvents === 1;
    const isWhole = wasBetween && betweenEvents;
    const isPlain = isOneText && isWhole && !result.reasoning && result.terminal === undefined;
    if (isPlain) template.learn(bytes, lastText, plainText);
  };
  return {
    feed(bytes) {
      clear();
      if (result.tooLarge) return result;
      const from = betweenEvents ? feedKnown(bytes) : 0;
      if (from < bytes.length) feedWhole(from === 0 ? bytes : bytes.subarray(from));
      return result;
    },
    end() {
      clear();
      if (result.tooLarge) return result;
      framer.feed(decoder.end());
      if (!result.tooLarge) result.cutEvent = framer.end();
      if (reading.end !== undefined) take(reading.end());
      return result;
    },
  };
}

function endsInBlankLine(bytes: Buffer): boolean {
  const { length } = bytes;
  if (bytes[length - 1] !== LF) return false;
  return bytes[length - 2] === LF || (bytes[length - 2] === CR && bytes[length - 3] === LF);
}

function createFramer(framing: Framing, maxEventChars: number, sink: FrameSink): Framer {
  switch (framing) {
    case 'sse':
      return frameSse(sink, maxEventChars);
    case 'ndjson':
      return frameLines(sink, maxEventChars);
    case 'json':
      return frameWhole(sink, maxEventChars);
    case 'text':
      return frameText(sink);
  }
}
