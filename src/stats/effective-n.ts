import { averageRanks } from './average-ranks.js';

/**
 * How many independent pairs two autocorrelated series are worth for a correlation of their ranks (Bartlett's
 * formula: n / (1 + 2·Σ ρx(k)·ρy(k)), summed until the product first turns negative), between 2 and n.
 */
export function effectiveN(xs: readonly number[], ys: readonly number[]): number | null {
  const n = xs.length;
  if (n < 4) return null;
  const x = autocorrelation(averageRanks(xs));
  const y = autocorrelation(averageRanks(ys));
  if (x === null || y === null) return null;
  let sum = 0;
  for (let lag = 1; lag < n / 2; lag++) {
    const product = x(lag) * y(lag);
    if (product <= 0) break;
    sum += (1 - lag / n) * product;
  }
  return Math.max(2, Math.min(n, Math.round(n / (1 + 2 * sum))));
}

function autocorrelation(ranks: readonly number[]): ((lag: number) => number) | null {
  const mean = (ranks.length + 1) / 2;
  const variance = ranks.reduce((sum, rank) => sum + (rank - mean) ** 2, 0);
  if (variance === 0) return null;
  return (lag) => {
    let sum = 0;
    for (let i = lag; i < ranks.length; i++) sum += (ranks[i]! - mean) * (ranks[i - lag]! - mean);
    return sum / variance;
  };
}
