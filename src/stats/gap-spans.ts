import type { Curve } from '../model/records.js';
import { risingSteps } from './rising-steps.js';

/** The time between two neighbouring points of a curve that add text. */
export interface GapSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** What was there during the gap. */
  readonly chars: number;
}

/** The gaps of a curve with where they lie. */
export function gapSpans(curve: Curve): GapSpan[] {
  const steps = risingSteps(curve);
  return steps.slice(1).map(([toMs], index) => {
    const [fromMs, chars] = steps[index]!;
    return { fromMs, toMs, chars };
  });
}
