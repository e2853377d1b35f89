interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The number of intervals open at once that is reached or exceeded for the given share of a window's time. */
export function concurrencyLevel(intervals: readonly Interval[], window: Interval, share: number): number {
  const edges = intervals
    .map(({ fromMs, toMs }) => ({
      fromMs: Math.max(fromMs, window.fromMs),
      toMs: Math.min(toMs, window.toMs),
    }))
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .flatMap(({ fromMs, toMs }) => [
      { ms: fromMs, by: 1 },
      { ms: toMs, by: -1 },
    ])
    .sort((a, b) => a.ms - b.ms || a.by - b.by);
  const timeAt = new Map<number, number>();
  let open = 0;
  let atMs = window.fromMs;
  for (const { ms, by } of [...edges, { ms: window.toMs, by: 0 }]) {
    timeAt.set(open, (timeAt.get(open) ?? 0) + ms - atMs);
    open += by;
    atMs = ms;
  }
  let left = share * (window.toMs - window.fromMs);
  for (const level of [...timeAt.keys()].sort((a, b) => b - a)) {
    left -= timeAt.get(level)!;
    if (left <= 0) return level;
  }
  return 0;
}
