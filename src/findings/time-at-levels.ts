/** Begin and end of each of many intervals: numbers side by side, as there may be a million. */
export interface Intervals {
  readonly fromMs: number[];
  readonly toMs: number[];
}

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** For how long so many intervals were open at once in some windows, by their number; milliseconds. */
export function timeAtLevels(intervals: Intervals, windows: readonly Window[]): ReadonlyMap<number, number> {
  const timeAt = new Map<number, number>();
  for (const window of windows) {
    const { fromMs: begins, toMs: ends } = sortedInside(intervals, window);
    let atMs = window.fromMs;
    let [begun, ended] = [0, 0];
    const until = (ms: number): void => {
      const open = begun - ended;
      timeAt.set(open, (timeAt.get(open) ?? 0) + ms - atMs);
      atMs = ms;
    };
    while (ended < ends.length) {
      // What ends goes first: a slot that is handed on is not held twice.
      if (begun < begins.length && begins[begun]! < ends[ended]!) {
        until(begins[begun]!);
        begun++;
      } else {
        until(ends[ended]!);
        ended++;
      }
    }
    until(window.toMs);
  }
  return timeAt;
}

/** Begins and ends, each by themselves in order, of what lies in a window, cut to it. */
function sortedInside(intervals: Intervals, window: Window): { fromMs: Float64Array; toMs: Float64Array } {
  const [begins, ends]: [number[], number[]] = [[], []];
  intervals.fromMs.forEach((fromMs, index) => {
    const toMs = intervals.toMs[index]!;
    if (toMs <= fromMs || toMs <= window.fromMs || fromMs >= window.toMs) return;
    begins.push(Math.max(fromMs, window.fromMs));
    ends.push(Math.min(toMs, window.toMs));
  });
  return { fromMs: new Float64Array(begins).sort(), toMs: new Float64Array(ends).sort() };
}

/** The number that is reached or exceeded for at least the given share of the time; 0 without any. */
export function levelReached(timeAt: ReadonlyMap<number, number>, share: number): number {
  let left = share * [...timeAt.values()].reduce((sum, ms) => sum + ms, 0);
  for (const level of [...timeAt.keys()].sort((a, b) => b - a)) {
    left -= timeAt.get(level)!;
    if (left <= 0) return level;
  }
  return 0;
}

/** Time-weighted mean of the number; `null` without any time. */
export function meanLevel(timeAt: ReadonlyMap<number, number>): number | null {
  let [sum, length] = [0, 0];
  for (const [level, ms] of timeAt) {
    sum += level * ms;
    length += ms;
  }
  return length > 0 ? sum / length : null;
}

/** Share of the time at exactly this number or above. */
export function shareAtLeast(timeAt: ReadonlyMap<number, number>, level: number): number {
  let [above, length] = [0, 0];
  for (const [each, ms] of timeAt) {
    length += ms;
    if (each >= level) above += ms;
  }
  return length > 0 ? above / length : 0;
}
