import type { Curve } from '../model/records.js';
import { READING_PATIENCE_MS, readAlong, readingQuality } from './reading-model.js';

/**
 * Andes-style quality of reading, 0–1: how much of what a reader at 24 chars/s would have read, who begins 1 s after
 * `submittedMs`, could be read in time. Depends on the answer's length. `null` of an answer without text.
 */
export function readingQoe(curve: Curve, submittedMs: number, finalChars: number): number | null {
  const reading = readAlong(curve, finalChars);
  return reading === null ? null : readingQuality(reading, submittedMs + READING_PATIENCE_MS);
}
