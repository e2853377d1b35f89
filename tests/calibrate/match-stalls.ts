import { STALL_MS } from '#plimsoll/stats/gaps.js';

export interface MatchedStalls {
  readonly scripted: number;
  readonly found: number;
  readonly invented: number;
}

interface Stall {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Both ends of a found stall lie so close to those of the true one. */
const SAME_MS = 100;

/** The stalls among the true times of paints, and how many of them the found times have; `invented`: only they. */
export function matchStalls(trueMs: readonly number[], foundMs: readonly number[]): MatchedStalls {
  const scripted = stallsOf(trueMs);
  const all = stallsOf(foundMs);
  const found = scripted.filter((stall) => all.some((other) => isSame(stall, other))).length;
  const invented = all.filter((stall) => !scripted.some((other) => isSame(stall, other))).length;
  return { scripted: scripted.length, found, invented };
}

function stallsOf(timesMs: readonly number[]): Stall[] {
  return timesMs
    .slice(1)
    .map((toMs, index) => ({ fromMs: timesMs[index]!, toMs }))
    .filter(({ fromMs, toMs }) => toMs - fromMs >= STALL_MS);
}

const isSame = (a: Stall, b: Stall): boolean =>
  Math.abs(a.fromMs - b.fromMs) <= SAME_MS && Math.abs(a.toMs - b.toMs) <= SAME_MS;
