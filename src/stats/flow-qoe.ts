import type { Curve } from '../model/records.js';
import { readAlong, readingQuality } from './reading-model.js';

/**
 * Quality of reading, 0–1, of a reader at 24 chars/s who begins at the first character: only what happened after the
 * wait. Of P(t) as painted, or of W(t) as delivered. `null` of an answer without text.
 */
export function flowQoe(curve: Curve, finalChars: number): number | null {
  const reading = readAlong(curve, finalChars);
  return reading === null ? null : readingQuality(reading, reading.startMs);
}
