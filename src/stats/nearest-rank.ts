import { quickselect } from 'simple-statistics';

/** The value at rank ⌈q·n⌉ of the values; `null` of none. No least n: for display, use `distribution`. */
export function nearestRank(values: ArrayLike<number>, q: number): number | null {
  if (values.length === 0) return null;
  const selected = new Float64Array(values);
  // 1e-9: 0.95 × 20 is 19.000000000000004 on some machines' paper and must still be rank 19.
  const rank = Math.min(selected.length, Math.max(1, Math.ceil(q * selected.length - 1e-9)));
  // Only one value is asked for: there is no need to put the others in order.
  quickselect(selected as unknown as number[], rank - 1);
  return selected[rank - 1] ?? null;
}
