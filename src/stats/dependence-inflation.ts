import { averageRanks } from './average-ranks.js';
import { rankAutocorrelation } from './rank-autocorrelation.js';

/**
 * By how much the variance of a mean of ranks grows because neighbours are alike: 1 + 2·Σ ρ(k), at least 1. Summed
 * until the autocorrelation first falls below what independent values show by chance; a fifth of the series at most.
 *
 * @param values in the order in which they came about
 */
export function dependenceInflation(values: readonly number[]): number {
  const n = values.length;
  const at = n < 8 ? null : rankAutocorrelation(averageRanks(values));
  if (at === null) return 1;
  const byChance = 1 / Math.sqrt(n);
  let sum = 0;
  for (let lag = 1; lag <= n / 5; lag++) {
    const rho = at(lag);
    if (rho <= byChance) break;
    sum += (1 - lag / n) * rho;
  }
  return 1 + 2 * sum;
}
