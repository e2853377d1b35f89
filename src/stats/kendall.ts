/**
 * Kendall's tau-b, which takes ties off both sides; `null` for under 3 pairs or where a series never changes.
 * By Knight's algorithm, in n·log n steps. `Infinity` may occur and ranks last.
 */
export function kendall(xs: readonly number[], ys: readonly number[]): number | null {
  const n = xs.length;
  if (n !== ys.length || n < 3) return null;
  const order = Array.from({ length: n }, (_, index) => index).sort(
    (a, b) => compare(xs[a]!, xs[b]!) || compare(ys[a]!, ys[b]!),
  );
  const sorted = order.map((index) => ys[index]!);
  const pairs = (n * (n - 1)) / 2;
  const tiedX = tiedPairs(n, (a, b) => xs[order[a]!] === xs[order[b]!]);
  const tiedBoth = tiedPairs(n, (a, b) => xs[order[a]!] === xs[order[b]!] && sorted[a] === sorted[b]);
  const swaps = sortCountingSwaps(sorted);
  const tiedY = tiedPairs(n, (a, b) => sorted[a] === sorted[b]);
  if (tiedX === pairs || tiedY === pairs) return null;
  const score = pairs - tiedX - tiedY + tiedBoth - 2 * swaps;
  return Math.max(-1, Math.min(1, score / Math.sqrt(pairs - tiedX) / Math.sqrt(pairs - tiedY)));
}

/** Not a − b: ∞ − ∞ is no number. */
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** Pairs within runs of neighbours that are equal. */
function tiedPairs(n: number, equal: (a: number, b: number) => boolean): number {
  let sum = 0;
  for (let from = 0, at = 1; at <= n; at++) {
    if (at < n && equal(from, at)) continue;
    sum += ((at - from) * (at - from - 1)) / 2;
    from = at;
  }
  return sum;
}

/** Merge sort in place; says how many pairs stood in the wrong order. */
function sortCountingSwaps(values: number[]): number {
  let swaps = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let from = 0; from + width < values.length; from += 2 * width) {
      const left = values.slice(from, from + width);
      const right = values.slice(from + width, from + 2 * width);
      let [i, j] = [0, 0];
      for (let at = from; i < left.length || j < right.length; at++) {
        if (j >= right.length || (i < left.length && left[i]! <= right[j]!)) values[at] = left[i++]!;
        else {
          swaps += left.length - i;
          values[at] = right[j++]!;
        }
      }
    }
  }
  return swaps;
}
