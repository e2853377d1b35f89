import { seededRandom } from '../../dist/src/stats/seeded-random.js';

export interface Chance {
  /** Even in [0, 1). */
  readonly even: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** A whole number between both, each as likely. */
  readonly whole: (from: number, to: number) => number;
}

/** Chance that is the same for the same seed; neighbouring seeds give unrelated rows. */
export function chance(seed: number): Chance {
  const even = seededRandom(Math.imul(seed, 0x9e3779b1));
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even());
  return { even, normal, whole: (from, to) => from + Math.floor(even() * (to - from + 1)) };
}
