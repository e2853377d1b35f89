/** Figures of one second, or of whatever stands at one moment. */
interface Row {
  readonly atMs: number;
}

/**
 * The seconds in at most so many rows. Groups of neighbours become two rows: of each figure its least and its most, in
 * the order in which they came. No single spike is lost, as it would be by picking or by averaging.
 */
export function thinSeconds<T extends Row>(seconds: readonly T[], mostRows: number): readonly T[] {
  const group = Math.ceil((2 * seconds.length) / Math.max(2, mostRows));
  if (seconds.length <= mostRows || group < 3) return seconds;
  const thinned: T[] = [];
  for (let from = 0; from < seconds.length; from += group) {
    const own = seconds.slice(from, from + group);
    const [first, middle] = [own[0]!, own[own.length >> 1]!];
    const fields = (Object.keys(first) as (keyof T)[]).filter((field) => field !== 'atMs');
    const ends = fields.map((field) => extremes(own, field));
    const row = (atMs: number, end: 0 | 1): T =>
      ({ atMs, ...Object.fromEntries(fields.map((field, index) => [field, ends[index]![end]])) }) as T;
    thinned.push(row(first.atMs, 0));
    if (middle !== first) thinned.push(row(middle.atMs, 1));
  }
  return thinned;
}

/** Least and most, whichever came first at first; twice the same where there is only one. */
function extremes<T>(seconds: readonly T[], field: keyof T): readonly [number | null, number | null] {
  let [least, most, leastAt, mostAt]: [number | null, number | null, number, number] = [null, null, 0, 0];
  for (const [at, second] of seconds.entries()) {
    const value = second[field] as number | null;
    if (value === null) continue;
    if (least === null || value < least) [least, leastAt] = [value, at];
    if (most === null || value > most) [most, mostAt] = [value, at];
  }
  return leastAt <= mostAt ? [least, most] : [most, least];
}
