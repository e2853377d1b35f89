import type { Curve } from '../../model/records.js';

/** How many characters a curve has reached at an instant: the last point at or before it. */
export function charsAt(curve: Curve, atMs: number): number {
  let [low, high] = [0, curve.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (curve[middle]![0] <= atMs) low = middle + 1;
    else high = middle;
  }
  return curve[low - 1]?.[1] ?? 0;
}
