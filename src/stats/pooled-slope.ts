import { seededRandom } from './seeded-random.js';

export interface SlopePoint {
  readonly x: number;
  readonly y: number;
}

export interface PooledSlope {
  readonly slope: number;
  /** 95 %, by bootstrap; `null` where too few draws had a slope. */
  readonly ci95: readonly [number, number] | null;
}

interface Pair {
  readonly slope: number;
  readonly weight: number;
  readonly group: number;
  readonly a: number;
  readonly b: number;
}

/** With fewer groups than this the points are drawn, as so few groups say little of each other. */
const LEAST_GROUPS_TO_DRAW = 8;
const MOST_STEPS = 20_000_000;

/**
 * Theil and Sen's slope of y over x with an intercept for each group: the median of the slopes of all pairs of points
 * of the same group, each weighing as much as its points lie apart in x. The interval draws whole groups, with
 * replacement, or points where there are under eight groups. `null` without two different x in any group.
 */
export function pooledSlope(groups: readonly (readonly SlopePoint[])[], seed: number): PooledSlope | null {
  const pairs = pairsOf(groups).sort((one, other) => one.slope - other.slope);
  const slope = weightedMedian(pairs, (pair) => pair.weight);
  if (slope === null) return null;
  const points = groups.reduce((sum, group) => sum + group.length, 0);
  const byGroup = groups.length >= LEAST_GROUPS_TO_DRAW;
  const random = seededRandom(seed);
  const draws = Math.round(Math.min(1000, Math.max(200, MOST_STEPS / pairs.length)));
  const slopes: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const times = drawn(byGroup ? groups.length : points, random);
    const drawnSlope = weightedMedian(pairs, ({ weight, group, a, b }) =>
      byGroup ? weight * times[group]! : weight * times[a]! * times[b]!,
    );
    if (drawnSlope !== null) slopes.push(drawnSlope);
  }
  if (slopes.length < (draws * 2) / 3) return { slope, ci95: null };
  slopes.sort((one, other) => one - other);
  const at = (rank: number): number => slopes[rank]!;
  return {
    slope,
    ci95: [at(Math.floor(0.025 * (slopes.length - 1))), at(Math.ceil(0.975 * (slopes.length - 1)))],
  };
}

function pairsOf(groups: readonly (readonly SlopePoint[])[]): Pair[] {
  const pairs: Pair[] = [];
  let before = 0;
  groups.forEach((points, group) => {
    points.forEach((one, i) => {
      for (let j = i + 1; j < points.length; j++) {
        const other = points[j]!;
        const apart = other.x - one.x;
        if (apart === 0) continue;
        const slope = (other.y - one.y) / apart;
        pairs.push({ slope, weight: Math.abs(apart), group, a: before + i, b: before + j });
      }
    });
    before += points.length;
  });
  return pairs;
}

/** How often each of `n` was drawn in `n` draws with replacement. */
function drawn(n: number, random: () => number): Uint32Array {
  const times = new Uint32Array(n);
  for (let draw = 0; draw < n; draw++) times[Math.floor(random() * n)]! += 1;
  return times;
}

/** The median of pairs that are sorted by slope. */
function weightedMedian(pairs: readonly Pair[], weightOf: (pair: Pair) => number): number | null {
  let whole = 0;
  for (const pair of pairs) whole += weightOf(pair);
  if (whole === 0) return null;
  let below = 0;
  for (const pair of pairs) {
    below += weightOf(pair);
    if (below >= whole / 2) return pair.slope;
  }
  return null;
}
