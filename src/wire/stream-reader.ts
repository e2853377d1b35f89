import { auto } from './auto.js';
import type { Dialect, Framing, Meaning, Reading, SseEvent } from './dialect.js';
import { frameLines } from './frame-lines.js';
import { frameSse } from './frame-sse.js';
import { frameText } from './frame-text.js';
import { frameWhole } from './frame-whole.js';
import type { Framer, FrameSink } from './framing.js';
import { PlainTextTemplate } from './plain-text-template.js';
import { Utf8Decoder } from './utf8-decoder.js';

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
export const createStreamReader = (dialect: Dialect = auto, options: Options = {}): StreamReader =>
  new Reader(dialect, options);

/** A class, because thousands are open at once: what each does is in memory once, and not once for each. */
class Reader implements StreamReader, FrameSink {
  readonly #reading: Reading;
  readonly #onEvent: Options['onEvent'];
  readonly #keepsText: boolean;
  readonly #decoder = new Utf8Decoder();
  readonly #framer: Framer;
  readonly #template: PlainTextTemplate | undefined;
  #lastText = '';
  /** The next byte begins an event. */
  #betweenEvents = true;
  readonly #result: ReadResult = {
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

  constructor(dialect: Dialect, options: Options) {
    this.#reading = dialect.open(options.request, options.order);
    this.#onEvent = options.onEvent;
    this.#keepsText = options.keepsText ?? true;
    const framing = options.framing ?? Object.values(dialect.framings)[0]!;
    const maxEventChars = options.maxEventChars ?? MAX_EVENT_CHARS;
    this.#framer = createFramer(framing, maxEventChars, this);
    if (framing === 'sse' && this.#reading.plainText !== undefined)
      this.#template = new PlainTextTemplate(this.#reading, maxEventChars, this.#keepsText);
  }

  feed(bytes: Buffer): ReadResult {
    this.#clear();
    if (this.#result.tooLarge) return this.#result;
    const from = this.#betweenEvents ? this.#feedKnown(bytes) : 0;
    if (from < bytes.length) this.#feedWhole(from === 0 ? bytes : bytes.subarray(from));
    return this.#result;
  }

  end(): ReadResult {
    const result = this.#result;
    this.#clear();
    if (result.tooLarge) return result;
    this.#framer.feed(this.#decoder.end());
    if (!result.tooLarge) result.cutEvent = this.#framer.end();
    if (this.#reading.end !== undefined) this.#take(this.#reading.end());
    return result;
  }

  /** The framing has found one. */
  event(event: SseEvent): void {
    if (this.#result.tooLarge) return;
    this.#result.events++;
    this.#onEvent?.(event);
    this.#take(this.#reading.read(event));
  }

  tooLarge(): void {
    this.#result.tooLarge = true;
  }

  #take(meaning: Meaning): void {
    const result = this.#result;
    if (meaning.text !== '') {
      result.textEvents++;
      result.textChars += meaning.text.length;
      if (this.#keepsText) result.text += meaning.text;
      this.#lastText = meaning.text;
      if (result.terminal !== undefined) result.violation ??= 'text after the end of the answer';
    }
    if (meaning.reasoning === true) result.reasoning = true;
    result.error ??= meaning.error;
    result.parseError ??= meaning.parseError;
    result.violation ??= meaning.violation;
    result.terminal ??= meaning.terminal;
  }

  #clear(): void {
    const result = this.#result;
    result.events = 0;
    result.textEvents = 0;
    result.text = '';
    result.textChars = 0;
    result.reasoning = false;
  }

  /** Takes what the template knows, and returns where the rest begins. */
  #feedKnown(bytes: Buffer): number {
    if (this.#template === undefined) return 0;
    const known = this.#template.match(bytes);
    const result = this.#result;
    result.events = known.events;
    result.textEvents = known.events;
    result.text = known.text;
    result.textChars = known.textChars;
    return known.bytes;
  }

  #feedWhole(bytes: Buffer): void {
    const result = this.#result;
    const { events, textEvents } = result;
    const wasBetween = this.#betweenEvents;
    this.#framer.feed(this.#decoder.decode(bytes));
    if (this.#template === undefined) return;
    this.#betweenEvents = endsInBlankLine(bytes);
    if (result.events === events) return;
    // Only while nothing but text comes does the dialect stand where it stood when the template was learned.
    this.#template.forget();
    const isOneText = result.events - events === 1 && result.textEvents - textEvents === 1;
    const isWhole = wasBetween && this.#betweenEvents;
    const isPlain = isOneText && isWhole && !result.reasoning && result.terminal === undefined;
    if (isPlain) this.#template.learn(bytes, this.#lastText);
  }
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
