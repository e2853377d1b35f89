import type { Curve } from '../model/records.js';
import { READING_CHARS_PER_SECOND } from './reading-model.js';
import { risingSteps } from './rising-steps.js';

/** A paint that adds at least so many seconds of reading at once is a dump. A proposal with no user study behind it. */
export const DUMP_READING_SECONDS = 2;

/** Share of an answer's characters that came in paints of ≥ 2 s of reading at once. `null` of an answer without text. */
export function dumpShare(curve: Curve): number | null {
  const steps = risingSteps(curve);
  const whole = steps.at(-1)?.[1];
  if (whole === undefined) return null;
  const dumped = steps.reduce((sum, [, chars], index) => {
    const added = chars - (steps[index - 1]?.[1] ?? 0);
    return added >= DUMP_READING_SECONDS * READING_CHARS_PER_SECOND ? sum + added : sum;
  }, 0);
  return dumped / whole;
}
