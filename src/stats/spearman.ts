import { averageRanks } from './average-ranks.js';

/** Spearman's rank correlation with shared ranks for ties; `null` for under 3 pairs or where a series never changes. */
export function spearman(xs: readonly number[], ys: readonly number[]): number | null {
  if (xs.length !== ys.length || xs.length < 3) return null;
  return pearson(averageRanks(xs), averageRanks(ys));
}

function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  const mean = (xs.length + 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]! - mean;
    const y = ys[i]! - mean;
    xy += x * y;
    xx += x * x;
    yy += y * y;
  }
  if (xx === 0 || yy === 0) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
