import { type ChangeStatus, changeStatus } from './change-status.js';
import { wilsonInterval } from './wilson-interval.js';

/** What one run counted. */
export interface ShareCount {
  readonly good: number;
  readonly n: number;
}

export interface ShareChange {
  readonly status: ChangeStatus;
  /** Share after minus share before; `null` where one side counted nothing. */
  readonly effect: number | null;
  /** 95 %. */
  readonly ci95: readonly [number, number] | null;
  readonly nBefore: number;
  readonly nAfter: number;
  readonly runsBefore: number;
}

const LEAST_RUNS_FOR_SPREAD = 3;

/**
 * Whether a share that should be high changed against earlier runs, by Newcombe's interval from two Wilson intervals.
 * Where earlier runs differ among themselves by more than their counts explain, all counts weigh less by that much.
 *
 * @param minimum a smaller difference of shares is none
 */
export function compareShares(
  before: readonly ShareCount[],
  after: ShareCount,
  minimum: number,
): ShareChange {
  const earlier = before.filter(({ n }) => n > 0);
  const good = earlier.reduce((sum, run) => sum + run.good, 0);
  const n = earlier.reduce((sum, run) => sum + run.n, 0);
  const facts = { nBefore: n, nAfter: after.n, runsBefore: earlier.length };
  const dispersion = dispersionOf(earlier, good / n);
  const one = wilsonInterval(good / dispersion, n / dispersion);
  const other = wilsonInterval(after.good / dispersion, after.n / dispersion);
  if (one === null || other === null) return { status: 'inconclusive', effect: null, ci95: null, ...facts };
  const [p, q] = [good / n, after.good / after.n];
  const effect = q - p;
  const low = effect - Math.hypot(q - other[0], one[1] - p);
  const high = effect + Math.hypot(other[1] - q, p - one[0]);
  return {
    status: changeStatus(effect, [low, high], minimum, 'higher'),
    effect,
    ci95: [low, high],
    ...facts,
  };
}

/** Pearson's χ² of the runs over its degrees of freedom, at least 1. */
function dispersionOf(runs: readonly ShareCount[], share: number): number {
  if (runs.length < LEAST_RUNS_FOR_SPREAD || share <= 0 || share >= 1) return 1;
  const chi2 = runs.reduce(
    (sum, { good, n }) => sum + (good - n * share) ** 2 / (n * share * (1 - share)),
    0,
  );
  return Math.max(1, chi2 / (runs.length - 1));
}
