/**
 * The one file that may ask what time it is.
 *
 * Durations and points in time come from the monotonic clock (`process.hrtime`, CLOCK_MONOTONIC on Linux), which all
 * processes of one host share. The wall clock only labels.
 */

/** The monotonic clock in nanoseconds. */
export const monotonicNs = (): bigint => process.hrtime.bigint();

/** The monotonic clock in milliseconds, fractional. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Epoch milliseconds; a label, never a measurement. */
export const wallClockAt = (): number => Date.now();

/** How often the two faces of the clock are laid against each other; the closest pair counts. */
const COMPARISONS = 9;

/**
 * A clock that counts milliseconds from `baseNs` on. `performance.now()` is the same clock with a zero of its own, and makes
 * no big integers; where that zero lies is measured, to within the time that reading both takes.
 */
export function clockSince(baseNs: bigint): () => number {
  let closestNs = Number.POSITIVE_INFINITY;
  let offsetMs = 0;
  for (let nth = 0; nth < COMPARISONS; nth++) {
    const beforeNs = process.hrtime.bigint() - baseNs;
    const nowMs = performance.now();
    const apartNs = Number(process.hrtime.bigint() - baseNs - beforeNs);
    if (apartNs >= closestNs) continue;
    closestNs = apartNs;
    offsetMs = (Number(beforeNs) + apartNs / 2) / 1e6 - nowMs;
  }
  return () => performance.now() + offsetMs;
}
