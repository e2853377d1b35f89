import { errorFunction } from 'simple-statistics';

/** How likely a correlation at least so strong is of `n` independent pairs without any (two-sided, Fisher); 0–1. */
export function correlationChance(correlation: number, n: number): number {
  if (n < 4) return 1;
  const z = Math.abs(Math.atanh(Math.max(-0.9999, Math.min(0.9999, correlation)))) * Math.sqrt(n - 3);
  return Math.min(1, Math.max(0, 1 - errorFunction(z / Math.SQRT2)));
}
