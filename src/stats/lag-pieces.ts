import type { Curve } from '../model/records.js';
import { risingSteps } from './rising-steps.js';

/** Neighbouring characters of an answer that were delivered together and painted together. */
export interface LagPiece {
  readonly chars: number;
  /** Painted minus delivered. */
  readonly lagMs: number;
}

/** What is painted and what is delivered are the same text if their lengths differ by no more than this factor. */
const MOST_LENGTH_RATIO = 2;

/**
 * P⁻¹(k) − W⁻¹(k) of every character k, in the order of the text. The wire carries the answer's source and the page
 * shows it rendered, so the lengths differ; a character of one stands at the same share of the text in the other.
 * `null` without wire times, or where the lengths say that the two are not the same text.
 */
export function lagPieces(paints: Curve, wire: Curve): LagPiece[] | null {
  const painted = risingSteps(paints);
  const delivered = risingSteps(wire);
  const [shown, sent] = [painted.at(-1)?.[1], delivered.at(-1)?.[1]];
  if (shown === undefined || sent === undefined) return null;
  const ratio = shown / sent;
  if (ratio > MOST_LENGTH_RATIO || ratio < 1 / MOST_LENGTH_RATIO) return null;
  const pieces: LagPiece[] = [];
  let reached = 0;
  let at = 0;
  for (const [paintMs, chars] of painted) {
    while (reached < chars) {
      const isLast = at === delivered.length - 1;
      const [wireMs, wireChars] = delivered[at]!;
      const upTo = isLast ? chars : Math.min(chars, wireChars * ratio);
      if (upTo > reached) pieces.push({ chars: upTo - reached, lagMs: paintMs - wireMs });
      reached = Math.max(reached, upTo);
      if (!isLast && wireChars * ratio <= reached) at++;
    }
  }
  return pieces;
}
