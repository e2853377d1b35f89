import type { Reading } from './dialect.js';

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const BACKSLASH = 92;
const ASCII_END = 128;

/** Stands in for the text when a template is put to the test. */
const MARKER = 'plimsoll \u0001';
/** Between answers of very different shape nobody learns for ever. */
const MOST_FAILURES = 16;
const LONGEST_EVENT_BYTES = 4096;

/** What a read's leading events brought, when they all were the template with another text. */
export interface TemplateMatch {
  /** Bytes that were understood; what follows them is for the whole path. */
  bytes: number;
  events: number;
  /** Their text, where it is kept. */
  text: string;
  /** Its length in UTF-16 code units. */
  textChars: number;
}

/**
 * Knows the next event of a stream by the one before: an event that brought text and nothing else is learned as the
 * bytes before and after that text, and one that has the same bytes around another text means that text.
 *
 * It is exact, not a guess. The text is a JSON string, so another JSON string in its place makes the same document with
 * another text there; and what the dialect reads of that document was tried with a marker in that place. Whatever is not
 * exactly so is not matched and goes the whole way.
 */
export class PlainTextTemplate {
  readonly #reading: Pick<Reading, 'plainText'>;
  readonly #maxEventChars: number;
  readonly #keepsText: boolean;
  /** The event without its text, and where that was. */
  #event: Buffer | undefined;
  #hole = 0;
  #failures = 0;

  /** `maxEventChars`: an event that may be longer goes the whole way. `keepsText`: somebody wants more than its length. */
  constructor(reading: Pick<Reading, 'plainText'>, maxEventChars: number, keepsText: boolean) {
    this.#reading = reading;
    this.#maxEventChars = maxEventChars;
    this.#keepsText = keepsText;
  }

  /** Learns from bytes that were exactly one SSE event, and brought `text` by `plainText` of its data. */
  learn(event: Buffer, text: string): void {
    // A byte order mark at the very start means nothing, and elsewhere something.
    if (this.#failures >= MOST_FAILURES || event.length > LONGEST_EVENT_BYTES || event[0]! >= ASCII_END)
      return;
    const hole = findHole(event, text, this.#reading);
    // Each learned event that the next one does not match costs more than it saves.
    this.#failures++;
    if (hole === undefined) return;
    // A copy: the bytes are a view of a buffer that the socket reuses.
    this.#event = Buffer.concat([event.subarray(0, hole.from), event.subarray(hole.to)]);
    this.#hole = hole.from;
  }

  /** Matches as many whole events from the start of `bytes` as it can. The result is that of the next call, too, of whatever template. */
  match(bytes: Buffer): TemplateMatch {
    found.bytes = 0;
    found.events = 0;
    found.text = '';
    found.textChars = 0;
    const event = this.#event;
    if (event === undefined) return found;
    const [hole, size, end] = [this.#hole, event.length, bytes.length];
    let from = 0;
    // Nothing is shorter than the event with no text in it.
    while (from + size <= end) {
      if (!isSame(bytes, from, event, 0, hole)) break;
      const textFrom = from + hole;
      const textTo = endOfString(bytes, textFrom);
      const to = textTo + size - hole;
      // Never more characters than bytes.
      if (textTo === textFrom || to > end || to - from > this.#maxEventChars) break;
      if (!isSame(bytes, textTo, event, hole, size)) break;
      if (isAscii && !isEscaped && !this.#keepsText) found.textChars += textTo - textFrom;
      else {
        const text = textOf(bytes, textFrom, textTo);
        if (text === undefined) break;
        found.textChars += text.length;
        if (this.#keepsText) found.text += text;
      }
      found.events++;
      from = to;
    }
    found.bytes = from;
    if (found.events > 0) this.#failures = 0;
    return found;
  }

  /** An event brought something else: the dialect may stand elsewhere now. */
  forget(): void {
    this.#event = undefined;
  }
}

const found: TemplateMatch = { bytes: 0, events: 0, text: '', textChars: 0 };

/** Whether the bytes at `at` are those of `wanted` between `from` and `to`. */
function isSame(bytes: Buffer, at: number, wanted: Buffer, from: number, to: number): boolean {
  const ahead = at - from;
  for (let index = from; index < to; index++) if (bytes[ahead + index] !== wanted[index]) return false;
  return true;
}

/** What the last {@link endOfString} went over. */
let isAscii = true;
let isEscaped = false;

/** Where a JSON string ends whose first character is at `from`: at its quote, or at what no string may have. */
function endOfString(bytes: Buffer, from: number): number {
  isAscii = true;
  isEscaped = false;
  let at = from;
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < SPACE || byte === QUOTE) break;
    if (byte >= ASCII_END) isAscii = false;
    else if (byte === BACKSLASH) {
      isEscaped = true;
      // Whatever it escapes does not end the string.
      at++;
    }
  }
  return Math.min(at, bytes.length);
}

/** What {@link endOfString} went over means, between its quotes; `undefined` where an escape is none. */
function textOf(bytes: Buffer, from: number, to: number): string | undefined {
  if (!isEscaped) return bytes.toString(isAscii ? 'latin1' : 'utf8', from, to);
  try {
    return JSON.parse(bytes.toString('utf8', from - 1, to + 1)) as string;
  } catch {
    // The whole path tells what is wrong with it.
    return undefined;
  }
}

/** Where the text stands in the event's bytes, if it does in one place, as itself, and the dialect reads that place. */
function findHole(
  event: Buffer,
  text: string,
  reading: Pick<Reading, 'plainText'>,
): { from: number; to: number } | undefined {
  const quoted = Buffer.from(`"${text}"`);
  const at = event.indexOf(quoted);
  if (at === -1 || event.indexOf(quoted, at + 1) !== -1) return undefined;
  const from = at + 1;
  const to = at + quoted.length - 1;
  if (endOfString(event, from) !== to || isEscaped) return undefined;
  const data = dataLine(event, from, to);
  if (data === undefined) return undefined;
  try {
    const json = JSON.parse(
      `${event.toString('utf8', data.from, from)}${JSON.stringify(MARKER).slice(1, -1)}${event.toString('utf8', to, data.to)}`,
    ) as Readonly<Record<string, unknown>>;
    return reading.plainText?.(json) === MARKER ? { from, to } : undefined;
  } catch {
    // Data over several lines is not looked at.
    return undefined;
  }
}

/** The event's one `data: ` line, without its name, if the text is in it and the event ends in a blank line. */
function dataLine(event: Buffer, from: number, to: number): { from: number; to: number } | undefined {
  const { length } = event;
  const lineEnd = event[length - 2] === LF ? 1 : event[length - 2] === CR && event[length - 3] === LF ? 2 : 0;
  if (lineEnd === 0 || event[length - 1] !== LF) return undefined;
  const head = event.toString('latin1');
  const field = head.startsWith('data: ') ? 0 : head.indexOf('\ndata: ') + 1;
  if (field === 0 && !head.startsWith('data: ')) return undefined;
  const dataFrom = field + 'data: '.length;
  const dataTo = event.indexOf(LF, dataFrom);
  const end = event[dataTo - 1] === CR ? dataTo - 1 : dataTo;
  // A lone CR ends a line, too.
  if (event.subarray(0, end).includes(CR) && head.slice(0, end).replaceAll('\r\n', '').includes('\r'))
    return undefined;
  // Nothing but the blank line may follow, and no line before may be data as well.
  const isLast = dataTo + 1 + lineEnd === length;
  const isOnly = !/(^|[\r\n])data/.test(head.slice(0, field));
  return isLast && isOnly && dataFrom <= from && to <= end ? { from: dataFrom, to: end } : undefined;
}
