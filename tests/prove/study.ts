/** A share of a study's cases, or one figure over all of them, beside what it must be. */
export interface Measured {
  readonly name: string;
  /** Cases. */
  readonly n: number;
  readonly value: number | null;
  readonly kind: 'share' | 'figure';
  /** What it must be; without both it is printed, and judged by nobody. */
  readonly atLeast?: number;
  readonly atMost?: number;
}

/**
 * A question that is put to the product with cases whose answer is known, because they were made so.
 *
 * The generator's truth never uses the estimator under study.
 */
export interface Study {
  /** Kebab-case; unique. */
  readonly name: string;
  readonly question: string;
  /** Every parameter of the generator. */
  readonly generator: Readonly<Record<string, unknown>>;
  /** It runs the whole product against the demo, for minutes, on a machine that does nothing else: only when named. */
  readonly wholeRuns?: boolean;
  /**
   * @param seeds one a case, from 1 on: 400 in full, few in the tests' short version
   */
  readonly run: (seeds: readonly number[]) => readonly Measured[] | Promise<readonly Measured[]>;
}

/** A share of cases. */
export const share = (
  name: string,
  hits: number,
  n: number,
  limits: Pick<Measured, 'atLeast' | 'atMost'> = {},
): Measured => ({ name, n, value: n === 0 ? null : hits / n, kind: 'share', ...limits });

/** One figure over all cases. */
export const figure = (
  name: string,
  value: number | null,
  n: number,
  limits: Pick<Measured, 'atLeast' | 'atMost'> = {},
): Measured => ({ name, n, value, kind: 'figure', ...limits });
