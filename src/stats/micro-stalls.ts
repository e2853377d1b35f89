import { nearestRank } from './nearest-rank.js';

/** A gap below this is no stall of any kind. A proposal with no user study behind it. */
export const MICRO_STALL_MS = 250;
/** A micro stall is so many times as long as the turn's median gap. A proposal, likewise. */
export const MICRO_STALL_MEDIANS = 4;

/** How many gaps stand out of their own turn's rhythm: ≥ 250 ms and ≥ 4 times its median. Longer stalls are among them. */
export function countMicroStalls(gapsMs: readonly number[]): number {
  const leastMs = Math.max(MICRO_STALL_MS, MICRO_STALL_MEDIANS * (nearestRank(gapsMs, 0.5) ?? 0));
  return gapsMs.filter((ms) => ms >= leastMs).length;
}
