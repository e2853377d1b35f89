import { nearestRank } from '#plimsoll/stats/nearest-rank.js';

/** Signed: what is negative was told too early. `null` of nothing. */
export interface ErrorQuantiles {
  readonly p5: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  /** The one that lies farthest from 0, with its sign. */
  readonly max: number | null;
}

const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100;

export function errorQuantiles(errorsMs: readonly number[]): ErrorQuantiles {
  const worst = errorsMs.reduce<number | null>(
    (most, ms) => (most === null || Math.abs(ms) > Math.abs(most) ? ms : most),
    null,
  );
  return {
    p5: rounded(nearestRank(errorsMs, 0.05)),
    p50: rounded(nearestRank(errorsMs, 0.5)),
    p95: rounded(nearestRank(errorsMs, 0.95)),
    max: rounded(worst),
  };
}

/** How far the middle nine tenths reach from 0; `null` of nothing. */
export function spreadMs({ p5, p95 }: ErrorQuantiles): number | null {
  return p5 === null || p95 === null ? null : Math.max(Math.abs(p5), Math.abs(p95));
}
