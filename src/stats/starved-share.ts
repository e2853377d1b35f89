import type { Curve } from '../model/records.js';
import { readAlong } from './reading-model.js';

/** Share of the time from the first character until the reader is done in which the reader had caught up and waited. */
export function starvedShare(curve: Curve, finalChars: number): number | null {
  const reading = readAlong(curve, finalChars);
  if (reading === null) return null;
  const lengthMs = reading.endMs - reading.startMs;
  return lengthMs <= 0 ? 0 : reading.waitedMs / lengthMs;
}
