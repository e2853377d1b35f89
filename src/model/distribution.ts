/** Why a percentile is `null`: too few values, it falls among unanswered turns, or there are no values. */
export type MissingPercentile = 'too-few' | 'unanswered' | 'no-data';

/**
 * Percentiles by nearest rank of `n` values, of which `unanswered` rank above all others (censoring). A percentile
 * among those is `null`, and `…Over` says the limit that it lies above. Percentiles need n ≥ 2/(1 − q).
 */
export interface Distribution {
  readonly n: number;
  readonly unanswered: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  readonly p50Over?: number | undefined;
  readonly p95Over?: number | undefined;
  readonly p99Over?: number | undefined;
  readonly maxOver?: number | undefined;
  readonly missing?:
    | { readonly [K in 'p50' | 'p95' | 'p99' | 'max']?: MissingPercentile | undefined }
    | undefined;
}
