/** Ranks from 1 on; equal values share the mean of their ranks. `Infinity` may occur and ranks last. */
export function averageRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => compare(values[a]!, values[b]!));
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++;
    for (let i = from; i <= to; i++) ranks[order[i]!] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/** Not a − b: ∞ − ∞ is no number. */
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
