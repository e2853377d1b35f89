import { studentQuantile } from './student-quantile.js';

export interface MeanDifference {
  /** Mean of the second sample minus that of the first. */
  readonly difference: number;
  /** 95 %. */
  readonly ci95: readonly [number, number];
}

/**
 * How far the means of two samples lie apart, with Welch's interval: the two may vary differently. Degrees of freedom
 * are rounded down, which makes the interval a little wider. `null` with under two values on a side.
 */
export function meanDifference(before: readonly number[], after: readonly number[]): MeanDifference | null {
  if (before.length < 2 || after.length < 2) return null;
  const [one, other] = [momentsOf(before), momentsOf(after)];
  const difference = other.mean - one.mean;
  const [a, b] = [one.variance / before.length, other.variance / after.length];
  const variance = a + b;
  if (variance === 0) return { difference, ci95: [difference, difference] };
  const freedom = variance ** 2 / (a ** 2 / (before.length - 1) + b ** 2 / (after.length - 1));
  const half = studentQuantile(Math.max(1, Math.floor(freedom))) * Math.sqrt(variance);
  return { difference, ci95: [difference - half, difference + half] };
}

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}
