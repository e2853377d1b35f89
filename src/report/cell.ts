import type { Distribution } from '../model/findings.js';

/** What a table shows in one place. `note` says why something is missing, or what a sign like `>` means. */
export interface Cell {
  readonly text: string;
  readonly note?: string | undefined;
  /** The note in so few signs that it fits into the cell, and none is needed under the table. */
  readonly short?: string | undefined;
}

export const MISSING = '–';

/** A value, or a dash that says why there is none. Never a zero in place of nothing. */
export function cellOf(
  value: number | null | undefined,
  format: (value: number) => string,
  why: string,
): Cell {
  return value === null || value === undefined ? { text: MISSING, note: why } : { text: format(value) };
}

export type Percentile = 'p50' | 'p95' | 'p99' | 'max';

/** n ≥ 2/(1 − q). */
const NEEDED: Readonly<Record<Percentile, number>> = { p50: 4, p95: 40, p99: 200, max: 1 };
const OVER = { p50: 'p50Over', p95: 'p95Over', p99: 'p99Over', max: 'maxOver' } as const;

/** One percentile of a distribution: the number, `> limit` among the unanswered, or a dash with the reason. */
export function percentileCell(
  distribution: Distribution,
  which: Percentile,
  format: (value: number) => string,
): Cell {
  const value = distribution[which];
  if (value !== null) return { text: format(value) };
  const { n, unanswered } = distribution;
  const why = distribution.missing?.[which] ?? guess(n, unanswered, NEEDED[which]);
  if (why === 'no-data') return { text: MISSING, note: 'no values' };
  if (why === 'too-few') {
    const short = `n ${n} < ${NEEDED[which]}`;
    return { text: MISSING, short, note: `${short}: too few values for ${which}` };
  }
  const over = distribution[OVER[which]];
  const among = `falls among the ${unanswered} of ${n} that were not answered`;
  return over === undefined
    ? { text: MISSING, note: `${which} ${among}` }
    : { text: `>\u202f${format(over)}`, note: `over ${format(over)}: ${which} ${among}` };
}

/** The p99, or, where values are too few for one, the largest as its upper bound. */
export function worstCell(distribution: Distribution, format: (value: number) => string): Cell {
  const { p99, max, n } = distribution;
  if (p99 !== null || max === null || n >= NEEDED.p99) return percentileCell(distribution, 'p99', format);
  return { text: `≤\u202f${format(max)}`, note: `the largest value: a p99 needs ${NEEDED.p99} values` };
}

function guess(n: number, unanswered: number, needed: number): 'no-data' | 'too-few' | 'unanswered' {
  if (n === 0) return 'no-data';
  return n < needed || unanswered === 0 ? 'too-few' : 'unanswered';
}
