/** Autocorrelation of ranks at a lag; `null` of a series that never changes. */
export function rankAutocorrelation(ranks: readonly number[]): ((lag: number) => number) | null {
  const mean = (ranks.length + 1) / 2;
  const variance = ranks.reduce((sum, rank) => sum + (rank - mean) ** 2, 0);
  if (variance === 0) return null;
  return (lag) => {
    let sum = 0;
    for (let i = lag; i < ranks.length; i++) sum += (ranks[i]! - mean) * (ranks[i - lag]! - mean);
    return sum / variance;
  };
}
