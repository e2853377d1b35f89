import type { TraceEvent } from './trace-event.js';

/** What a scripted page wrote into the trace itself when it changed its text. */
export interface Mark {
  readonly pid: number;
  readonly name: string;
  /** Host monotonic milliseconds: no page clock, and so no mapping of one, has part in it. */
  readonly atMs: number;
}

/** The marks whose name begins with `prefix`, in the order of their times. */
export function readMarks(events: readonly TraceEvent[], prefix: string): Mark[] {
  return events
    .filter(({ cat, name, ph }) => cat.includes('blink.user_timing') && ph !== 'e' && name.startsWith(prefix))
    .map(({ pid, name, ts }) => ({ pid, name: name.slice(prefix.length), atMs: ts / 1000 }))
    .sort((a, b) => a.atMs - b.atMs);
}
