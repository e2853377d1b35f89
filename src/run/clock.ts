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

/** A clock that counts milliseconds from `baseNs` on. */
export function clockSince(baseNs: bigint): () => number {
  return () => Number(process.hrtime.bigint() - baseNs) / 1e6;
}
