import { type ChangeStatus, changeStatus } from './change-status.js';
import { dependenceInflation } from './dependence-inflation.js';
import { type PairDifferences, pairDifferences } from './pair-differences.js';
import { studentQuantile } from './student-quantile.js';

/** What one run gave of a metric, in the order in which it came about; `null`: attempted, and no value came of it. */
export type RunValues = readonly (number | null)[];

export interface ChangeRule {
  readonly better: 'lower' | 'higher';
  /** `ratio`: effects are shares of what was before (0.2: a fifth more), of values above 0. `difference`: in the unit. */
  readonly scale: 'ratio' | 'difference';
  /** A smaller effect is none: 0.1 is a tenth on a ratio scale, and 0.1 of the unit on a difference scale. */
  readonly minimum: number;
}

export interface SampleChange {
  readonly status: ChangeStatus;
  /** Hodges and Lehmann's shift, above 0 where the metric rose; `null` where it lies among values that never came. */
  readonly effect: number | null;
  /** 95 %; an end that is `null` is not bounded by the data. */
  readonly ci95: readonly [number | null, number | null] | null;
  readonly nBefore: number;
  readonly nAfter: number;
  readonly runsBefore: number;
  /** How far runs differ from each other beside what their turns explain (one standard deviation); of ≥ 3 runs. */
  readonly runSpread: number | null;
}

const LEAST_RUNS_FOR_SPREAD = 3;

/**
 * Whether a metric changed against earlier runs. The interval is Lehmann's, of the shift between two samples, widened
 * for turns that resemble their neighbours and for what runs differ by among themselves. What never came (`null`)
 * ranks as worse than everything.
 */
export function compareSamples(
  before: readonly RunValues[],
  after: RunValues,
  rule: ChangeRule,
): SampleChange {
  const toScale = scaleOf(rule);
  const earlier = before.filter((run) => run.length > 0).map((run) => run.map(toScale));
  const xs = earlier.flat();
  const ys = after.map(toScale);
  const facts = { nBefore: xs.length, nAfter: ys.length, runsBefore: earlier.length };
  const differences = pairDifferences(xs, ys);
  if (differences === null)
    return { status: 'inconclusive', effect: null, ci95: null, runSpread: null, ...facts };

  const variance = rankVariance(earlier) + rankVariance([ys]);
  const t = studentQuantile(Math.max(1, Math.floor(1 / (12 * variance))));
  const half = t * Math.sqrt(variance);
  // The shares of all pairs that lie between two steps of the counts.
  const step = 1 / Math.min(xs.length * ys.length, 1e6);
  const low = 0.5 - half < step ? Number.NEGATIVE_INFINITY : differences.at(0.5 - half);
  const high = 0.5 + half > 1 - step ? Number.POSITIVE_INFINITY : differences.at(0.5 + half);

  const { shift } = differences;
  const spread = earlier.length < LEAST_RUNS_FOR_SPREAD ? null : runSpread(earlier, xs);
  const k = earlier.length;
  const more = (spread ?? 0) === 0 ? 0 : studentQuantile(k - 1) * spread! * Math.sqrt(1 + 1 / k);
  const widened = (end: number): number => Math.sqrt((end - shift) ** 2 + more ** 2);
  const ends = Number.isFinite(shift)
    ? ([shift - widened(low), shift + widened(high)] as const)
    : [low, high];

  const fromScale = (value: number): number | null => {
    const effect = rule.scale === 'ratio' ? Math.exp(value) - 1 : value;
    return Number.isFinite(effect) ? effect : null;
  };
  return {
    status: changeStatus(shift, [ends[0]!, ends[1]!], minimumOnScale(rule), rule.better),
    effect: fromScale(shift),
    ci95: [fromScale(ends[0]!), fromScale(ends[1]!)],
    runSpread: spread === null ? null : fromScale(spread),
    ...facts,
  };
}

function scaleOf({ better, scale }: ChangeRule): (value: number | null) => number {
  const never = better === 'lower' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return (value) => (value === null ? never : scale === 'ratio' ? Math.log(Math.max(0, value)) : value);
}

const minimumOnScale = ({ scale, minimum }: ChangeRule): number =>
  scale === 'ratio' ? Math.log(1 + minimum) : minimum;

/** Variance that a sample contributes to the share of pairs in which one side is the greater. */
function rankVariance(runs: readonly (readonly number[])[]): number {
  const n = runs.reduce((sum, run) => sum + run.length, 0);
  const inflated = runs.reduce((sum, run) => sum + run.length * dependenceInflation(run), 0) / n;
  return inflated / (12 * n);
}

/** Standard deviation of runs' shifts against all of them, less what their own turns explain; on the scale. */
function runSpread(runs: readonly (readonly number[])[], all: readonly number[]): number {
  const shifts = runs.map((run) => {
    const differences = pairDifferences(all, run)!;
    return { shift: differences.shift, variance: ownVariance(differences, run) };
  });
  const finite = shifts.filter(({ shift, variance }) => Number.isFinite(shift + variance));
  if (finite.length < LEAST_RUNS_FOR_SPREAD) return 0;
  const mean = finite.reduce((sum, { shift }) => sum + shift, 0) / finite.length;
  const between = finite.reduce((sum, { shift }) => sum + (shift - mean) ** 2, 0) / (finite.length - 1);
  const within = finite.reduce((sum, { variance }) => sum + variance, 0) / finite.length;
  return Math.sqrt(Math.max(0, between - within));
}

function ownVariance(differences: PairDifferences, run: readonly number[]): number {
  const sigma = Math.sqrt(rankVariance([run]));
  return ((differences.at(0.5 + sigma) - differences.at(0.5 - sigma)) / 2) ** 2;
}
