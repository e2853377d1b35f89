import type { Finding } from './finding.js';

/** What runs must have in common for their figures to be compared, name by name. */
export interface Fingerprint {
  /** Equal for runs that can be compared. */
  readonly hash: string;
  /** e.g. `browser: Chromium 156`; of what is too long to print, a hash. */
  readonly parts: Readonly<Record<string, string>>;
}

/** One metric of one phase as a run gave it, in the order in which it came about; enough to test another run against. */
export type RunMeasure = {
  readonly metric: string;
  readonly phase: string;
} & (
  | {
      /** Single values, thinned evenly where there are many; `null`: attempted, and no value came of it. */
      readonly values: readonly (number | null)[];
    }
  | { readonly good: number; readonly n: number }
);

/** One run in `history.jsonl`. */
export interface HistoryLine {
  readonly schema: 'plimsoll.history/1';
  readonly run: string;
  /** Wall clock, ISO 8601. */
  readonly startedAt: string;
  readonly profile: string;
  readonly target: string;
  readonly verdict: 'pass' | 'fail' | 'invalid';
  readonly validity: 'valid' | 'degraded' | 'invalid';
  /** The instrument's error bar, ms: p95 of the control. */
  readonly errorMs: number | null;
  readonly fingerprint: Fingerprint;
  readonly figures: {
    readonly loadLine: number | null;
    readonly loadLineStatus: string;
    readonly ceilingPerSecond: number | null;
    readonly recoveredMs: number | null;
  };
  readonly measures: readonly RunMeasure[];
}

/** One metric of one phase against earlier runs. */
export interface MeasureChange {
  readonly metric: string;
  readonly phase: string;
  /** `within-error`: it differs by less than what the instrument itself gets wrong. */
  readonly status: 'regression' | 'improvement' | 'no-change' | 'inconclusive' | 'within-error';
  /** A share of what was before (0.2: a fifth more) where `scale` is `ratio`, else in the metric's own unit. */
  readonly effect: number | null;
  readonly ci95: readonly [number | null, number | null] | null;
  readonly scale: 'ratio' | 'difference';
  /** A smaller effect is none. */
  readonly minimum: number;
  readonly nBefore: number;
  readonly nAfter: number;
  readonly sentence: string;
}

export interface Trend extends Finding<'first-run' | 'compared' | 'new-baseline' | 'not-measured'> {
  readonly fingerprint: Fingerprint;
  /** Ids of the runs that this one was compared with, oldest first. */
  readonly comparedWith: readonly string[];
  /** Of a new baseline: what changed, e.g. `browser: Chromium 156 → Chromium 157`. */
  readonly changed: readonly string[];
  readonly changes: readonly MeasureChange[];
  /** The whole of it in a sentence or two. */
  readonly sentence: string;
}
