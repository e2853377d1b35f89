import { averageRanks } from './average-ranks.js';
import { rankAutocorrelation } from './rank-autocorrelation.js';

/**
 * How many independent pairs two autocorrelated series are worth for a correlation of their ranks (Bartlett's
 * formula: n / (1 + 2·Σ ρx(k)·ρy(k)), summed until the product first turns negative), between 2 and n.
 */
export function effectiveN(xs: readonly number[], ys: readonly number[]): number | null {
  const n = xs.length;
  if (n < 4) return null;
  const x = rankAutocorrelation(averageRanks(xs));
  const y = rankAutocorrelation(averageRanks(ys));
  if (x === null || y === null) return null;
  let sum = 0;
  for (let lag = 1; lag < n / 2; lag++) {
    const product = x(lag) * y(lag);
    if (product <= 0) break;
    sum += (1 - lag / n) * product;
  }
  return Math.max(2, Math.min(n, Math.round(n / (1 + 2 * sum))));
}
