import { nearestRank } from '#plimsoll/stats/nearest-rank.js';
import { seededRandom } from '#plimsoll/stats/seeded-random.js';

const DRAWS = 2000;

/** A 95 % percentile interval of the median of independent values, by a seeded bootstrap. */
export function medianInterval(values: readonly number[], seed: number): readonly [number, number] {
  const random = seededRandom(seed);
  const medians = Array.from({ length: DRAWS }, () => {
    const drawn = values.map(() => values[Math.floor(random() * values.length)]!);
    return nearestRank(drawn, 0.5)!;
  });
  return [nearestRank(medians, 0.025)!, nearestRank(medians, 0.975)!];
}
