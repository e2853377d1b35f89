/** More pairs than this are not formed: evenly spaced quantiles stand for a longer sample. */
const MOST_VALUES = 800;

/** Order statistics of all differences `after − before`. Infinite values may occur; two of them differ by nothing. */
export interface PairDifferences {
  /** Hodges and Lehmann's shift: their median. */
  readonly shift: number;
  /** The difference with the share `q` of all below it. */
  readonly at: (q: number) => number;
}

/** `null` where one side is empty. */
export function pairDifferences(before: readonly number[], after: readonly number[]): PairDifferences | null {
  if (before.length === 0 || after.length === 0) return null;
  const [xs, ys] = [thinned(before), thinned(after)];
  const differences = new Float64Array(xs.length * ys.length);
  let next = 0;
  for (const y of ys) for (const x of xs) differences[next++] = y === x ? 0 : y - x;
  differences.sort();
  const count = differences.length;
  const middle = (count - 1) / 2;
  const [low, high] = [differences[Math.floor(middle)]!, differences[Math.ceil(middle)]!];
  return {
    shift: low === high ? low : (low + high) / 2,
    at: (q) => differences[Math.min(count - 1, Math.max(0, Math.floor(q * count)))]!,
  };
}

function thinned(values: readonly number[]): Float64Array {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length <= MOST_VALUES) return sorted;
  return Float64Array.from(
    { length: MOST_VALUES },
    (_, index) => sorted[Math.floor(((index + 0.5) * sorted.length) / MOST_VALUES)]!,
  );
}
