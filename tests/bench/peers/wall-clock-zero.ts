import { clockSince, wallClockAt } from '#plimsoll/run/clock.js';

/**
 * The wall clock's time, epoch ms, at the bench's zero: tools that stamp with the wall clock can be laid beside the server's
 * log. Taken when the wall clock goes to its next millisecond, so it is exact to some microseconds.
 */
export function wallClockZeroAt(baseNs: string): number {
  const nowMs = clockSince(BigInt(baseNs));
  const before = wallClockAt();
  let at = before;
  while (at === before) at = wallClockAt();
  return at - nowMs();
}
