import type { Segment } from './painted-segments.js';

/** So much text must lie over the edge of two views to be sure that the one is the other, scrolled. */
const LEAST_OVERLAP_CHARS = 12;

/**
 * Lists that keep only what is in view take the beginning of a long answer out of the page while its end is written.
 * What was shown stays shown: a state whose beginning is gone, and that goes on where the one before it was, gets it
 * back.
 */
export function stitchWindows(states: readonly (readonly Segment[])[]): readonly (readonly Segment[])[] {
  let gone: readonly Segment[] = [];
  let before: readonly Segment[] = [];
  return states.map((state) => {
    const first = state[0];
    if (first !== undefined && gone.length > 0 && first.text === gone[0]!.text) gone = [];
    else gone = [...gone, ...before.slice(0, scrolledOut(before, state))];
    before = state;
    return gone.length === 0 ? state : [...gone, ...state];
  });
}

/** How many segments at the beginning of `before` are no longer there while what stood behind them is. */
function scrolledOut(before: readonly Segment[], state: readonly Segment[]): number {
  const first = state[0];
  if (first === undefined || before.length < 2 || before[0]!.text === first.text) return 0;
  for (let shift = 1; shift < before.length; shift++) {
    if (!continues(before[shift]!.text, first.text, shift === before.length - 1)) continue;
    const overlap = before.slice(shift);
    const isSame = overlap.every((segment, index) => {
      const now = state[index];
      return now !== undefined && continues(segment.text, now.text, index === overlap.length - 1);
    });
    const chars = overlap.reduce((sum, { text }) => sum + text.length, 0);
    if (isSame && chars >= LEAST_OVERLAP_CHARS) return shift;
  }
  return 0;
}

const continues = (before: string, now: string, mayGrow: boolean): boolean =>
  before === now || (mayGrow && now.startsWith(before));
