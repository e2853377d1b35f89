import type { Curve } from '../model/records.js';
import { deadlineFluidity } from './deadline-fluidity.js';
import { READING_PATIENCE_MS } from './reading-model.js';
import { risingSteps } from './rising-steps.js';

/** Letters and a space: 24 characters a second are four words. Also of text that is not kept; see decisions.md. */
export const WORD_CHARS = 6;
/** The word after the last is due within this; ten words a second, two and a half times as fast as is read. */
export const WORD_DEADLINE_MS = 100;

/**
 * Etalon's fluidity over words of six characters, 0–1: the first is due 1 s after `submittedMs`, each other 100 ms
 * after the one before it. Of P(t) as painted, or of W(t) as delivered. `null` of an answer without text.
 */
export function fluidity(curve: Curve, submittedMs: number): number | null {
  const steps = risingSteps(curve);
  const chars = steps.at(-1)?.[1] ?? 0;
  const gapsMs: number[] = [];
  let beforeMs = submittedMs;
  let at = 0;
  for (let word = 1; word <= Math.ceil(chars / WORD_CHARS); word++) {
    const end = Math.min(word * WORD_CHARS, chars);
    while (steps[at]![1] < end) at++;
    const ms = steps[at]![0];
    gapsMs.push(ms - beforeMs);
    beforeMs = ms;
  }
  return deadlineFluidity(gapsMs, READING_PATIENCE_MS, WORD_DEADLINE_MS);
}
