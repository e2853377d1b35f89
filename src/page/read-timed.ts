import type { Reading } from '../wire/dialect.js';
import type { Arrivals } from './arrivals.js';
import type { CutEvent } from './cut-events.js';

/** What a stream said, and when. Host monotonic milliseconds. */
export interface TimedReading {
  /** All visible text. */
  readonly text: string;
  /** W(t). */
  readonly curve: readonly (readonly [number, number])[];
  readonly firstTextMs: number | undefined;
  readonly terminal: 'ok' | 'incomplete' | undefined;
  readonly error: string | undefined;
  readonly parseError: string | undefined;
}

/** Reads events in one dialect, each at the time at which its last unit came; `over`: nothing follows them. */
export function readTimed(
  events: readonly CutEvent[],
  reading: Reading,
  arrivals: Arrivals,
  over: boolean,
): TimedReading {
  const curve: [number, number][] = [];
  const pieces: string[] = [];
  let chars = 0;
  let terminal: TimedReading['terminal'];
  let error: string | undefined;
  let parseError: string | undefined;
  let arrival = 0;
  const timeOf = (upTo: number): number | undefined => {
    while (arrival < arrivals.length - 1 && arrivals[arrival]![1] < upTo) arrival++;
    return arrivals[arrival]?.[0];
  };
  const take = (meaning: ReturnType<Reading['read']>, atMs: number | undefined): void => {
    terminal ??= meaning.terminal;
    error ??= meaning.error;
    parseError ??= meaning.parseError;
    if (meaning.text === '') return;
    pieces.push(meaning.text);
    chars += meaning.text.length;
    if (atMs === undefined) return;
    const last = curve.at(-1);
    if (last !== undefined && last[0] >= atMs) last[1] = chars;
    else curve.push([atMs, chars]);
  };
  for (const event of events) take(reading.read(event), timeOf(event.upTo));
  if (over && reading.end !== undefined) take(reading.end(), arrivals.at(-1)?.[0]);
  return { text: pieces.join(''), curve, firstTextMs: curve[0]?.[0], terminal, error, parseError };
}
