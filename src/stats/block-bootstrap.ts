import { seededRandom } from './seeded-random.js';

/**
 * A 95 % percentile interval of a statistic over neighbouring, dependent observations: moving blocks of ⌈√n⌉
 * observations are drawn with replacement. `null` where under two thirds of the draws gave the statistic a value.
 */
export function blockBootstrap(
  n: number,
  statistic: (indices: readonly number[]) => number | null,
  seed: number,
): readonly [number, number] | null {
  if (n < 8) return null;
  const random = seededRandom(seed);
  const block = Math.ceil(Math.sqrt(n));
  const draws = Math.round(Math.min(1000, Math.max(200, 300_000 / n)));
  const values: number[] = [];
  /** The same for every draw; a statistic must not keep it. */
  const indices = new Array<number>(n);
  for (let draw = 0; draw < draws; draw++) {
    for (let filled = 0; filled < n; ) {
      const from = Math.floor(random() * (n - block + 1));
      for (let i = from; i < from + block && filled < n; i++) indices[filled++] = i;
    }
    const value = statistic(indices);
    if (value !== null) values.push(value);
  }
  if (values.length < (draws * 2) / 3) return null;
  values.sort((a, b) => a - b);
  return [values[Math.floor(0.025 * (values.length - 1))]!, values[Math.ceil(0.975 * (values.length - 1))]!];
}
