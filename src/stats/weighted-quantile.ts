export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** The least value at which the weights below and at it reach the share `q` of all; nearest rank where all weigh 1. */
export function weightedQuantile(items: readonly Weighted[], q: number): number | null {
  const sorted = items.filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value);
  const whole = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  for (const { value, weight } of sorted) {
    below += weight;
    // Sums of binary fractions: half of ten characters is reached by five of them.
    if (below >= q * whole - 1e-9 * whole) return value;
  }
  return sorted.at(-1)?.value ?? null;
}
