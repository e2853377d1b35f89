import type { Curve } from '../model/records.js';

/**
 * The points of a curve that add text, cut at `finalChars`. Points that repeat or fall add nothing; points of the same
 * moment are one.
 */
export function risingSteps(curve: Curve, finalChars = Number.POSITIVE_INFINITY): [number, number][] {
  const steps: [number, number][] = [];
  let reached = 0;
  for (const [ms, chars] of curve) {
    const shown = Math.min(chars, finalChars);
    if (shown <= reached) continue;
    reached = shown;
    const last = steps.at(-1);
    if (last !== undefined && last[0] === ms) last[1] = shown;
    else steps.push([ms, shown]);
  }
  return steps;
}
