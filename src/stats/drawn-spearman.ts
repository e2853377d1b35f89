import { averageRanks } from './average-ranks.js';

/**
 * Spearman's correlation of observations drawn from two series, as a bootstrap needs it a thousand times: what is drawn
 * is ranked anew by counting, in as many steps as are drawn. `null` where one side of a draw never changes.
 */
export function drawnSpearman(
  xs: readonly number[],
  ys: readonly number[],
): (indices: readonly number[]) => number | null {
  const [x, y] = [denseRanks(xs), denseRanks(ys)];
  return (indices) => {
    const [rankOfX, rankOfY] = [ranksOfDrawn(x, indices), ranksOfDrawn(y, indices)];
    const mean = (indices.length + 1) / 2;
    let [xy, xx, yy] = [0, 0, 0];
    for (const index of indices) {
      const a = rankOfX[x.of[index]!]! - mean;
      const b = rankOfY[y.of[index]!]! - mean;
      xy += a * b;
      xx += a * a;
      yy += b * b;
    }
    return xx === 0 || yy === 0 ? null : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  };
}

/** For each value which of the different values it is, from 0 on. */
interface DenseRanks {
  readonly of: Int32Array;
  readonly different: number;
}

function denseRanks(values: readonly number[]): DenseRanks {
  const ranks = averageRanks(values);
  const place = new Map([...new Set(ranks)].sort((a, b) => a - b).map((rank, index) => [rank, index]));
  return { of: Int32Array.from(ranks, (rank) => place.get(rank)!), different: place.size };
}

/** Average ranks of the different values among those drawn. */
function ranksOfDrawn({ of, different }: DenseRanks, indices: readonly number[]): Float64Array {
  const ranks = new Float64Array(different);
  for (const index of indices) ranks[of[index]!]! += 1;
  let before = 0;
  for (let value = 0; value < different; value++) {
    const count = ranks[value]!;
    ranks[value] = before + (count + 1) / 2;
    before += count;
  }
  return ranks;
}
