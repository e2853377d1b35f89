interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** For how long so many intervals were open at once in some windows, by their number; milliseconds. */
export function timeAtLevels(
  intervals: readonly Interval[],
  windows: readonly Interval[],
): ReadonlyMap<number, number> {
  const timeAt = new Map<number, number>();
  for (const window of windows) {
    const inside = intervals.filter(
      ({ fromMs, toMs }) => toMs > fromMs && toMs > window.fromMs && fromMs < window.toMs,
    );
    const begins = Float64Array.from(inside, ({ fromMs }) => Math.max(fromMs, window.fromMs)).sort();
    const ends = Float64Array.from(inside, ({ toMs }) => Math.min(toMs, window.toMs)).sort();
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
