/** Autocorrelation of ranks at a lag; `null` of a series that never changes. */
export function rankAutocorrelation(ranks: readonly number[]): ((lag: number) => number) | null {
  const mean = (ranks.length + 1) / 2;
  // Taken off once and not at every lag, of which a rising series has thousands.
  const off = Float64Array.from(ranks, (rank) => rank - mean);
  const variance = off.reduce((sum, each) => sum + each ** 2, 0);
  if (variance === 0) return null;
  return (lag) => {
    let sum = 0;
    for (let i = lag; i < off.length; i++) sum += off[i]! * off[i - lag]!;
    return sum / variance;
  };
}
