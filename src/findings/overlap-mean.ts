/** Something that was observed over an interval. */
interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Mean of an observation over a window, each interval weighted by how long it overlaps; `null` where none does.
 * What an interval does not know (`null`) does not weigh.
 */
export function overlapMean<T>(
  items: readonly T[],
  window: Interval,
  intervalOf: (item: T) => Interval,
  readValue: (item: T) => number | null,
): number | null {
  let weight = 0;
  let sum = 0;
  for (const item of items) {
    const { fromMs, toMs } = intervalOf(item);
    const overlapMs = Math.min(toMs, window.toMs) - Math.max(fromMs, window.fromMs);
    const value = overlapMs > 0 ? readValue(item) : null;
    if (value === null) continue;
    weight += overlapMs;
    sum += overlapMs * value;
  }
  return weight > 0 ? sum / weight : null;
}
