import { lettersOf } from '../model/letters.js';
import type { Segment } from './painted-segments.js';

/** Fewer letters stand in any text. */
const LEAST_LETTERS = 6;
/** An answer of which less than this is left was taken back; a part may have been written otherwise. */
const LEFT_SHARE = 0.5;

/**
 * How many characters of what its backend said a page had shown, and shows no more in the end, whatever stands in their
 * place; 0: the answer was not taken back.
 */
export function takenBack(states: readonly (readonly Segment[])[], wireText: string): number {
  const wire = lettersOf(wireText);
  if (wire.length < LEAST_LETTERS) return 0;
  const lengths = states.map((state) => state.reduce((sum, { text }) => sum + text.length, 0));
  let most = 0;
  for (const [index, state] of states.entries()) {
    // Where it only grew, the state behind it says more.
    if (
      index < states.length - 1 &&
      lengths[index + 1]! >= lengths[index]! &&
      beginsAlike(state, states[index + 1]!)
    )
      continue;
    most = Math.max(most, saidChars(state, wire));
  }
  const left = saidChars(states.at(-1) ?? [], wire);
  return left < LEFT_SHARE * most ? most - left : 0;
}

const beginsAlike = (before: readonly Segment[], now: readonly Segment[]): boolean =>
  before.every(({ text }, index) => now[index]?.text.startsWith(text) === true);

function saidChars(state: readonly Segment[], wire: string): number {
  return state
    .filter(({ text }) => {
      const letters = lettersOf(text);
      return letters.length >= LEAST_LETTERS && wire.includes(letters);
    })
    .reduce((sum, { text }) => sum + text.trim().length, 0);
}
