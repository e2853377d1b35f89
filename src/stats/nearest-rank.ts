/** The value at rank ⌈q·n⌉ of the values; `null` of none. No least n: for display, use `distribution`. */
export function nearestRank(values: ArrayLike<number>, q: number): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  // 1e-9: 0.95 × 20 is 19.000000000000004 on some machines' paper and must still be rank 19.
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(q * sorted.length - 1e-9)));
  return sorted[rank - 1] ?? null;
}
