import type { Finding } from './finding.js';

/** What became of the wire's slow-down on its way through the page, in one phase against the baseline. Milliseconds. */
export interface Amplified {
  /**
   * `within-error`: the wire did not slow down by more than the instrument's error. `passes-on`: the page adds and takes
   * away nothing that is sure.
   */
  readonly status: 'multiplies' | 'passes-on' | 'hides' | 'within-error' | 'not-measured';
  /** Turns with wire times in the phase, and at baseline. */
  readonly n: number;
  readonly nBaseline: number;
  /** Means, phase minus baseline; felt is wire plus page. */
  readonly wireAddedMs: number | null;
  readonly feltAddedMs: number | null;
  readonly pageAddedMs: number | null;
  /** 95 %, of `pageAddedMs`. */
  readonly pageCi95: readonly [number, number] | null;
  /** Felt over wire: 2 is twice the slow-down, 0.5 half of it; `null` where the wire hardly slowed down. */
  readonly factor: number | null;
  readonly sentence: string;
}

export interface Amplification extends Finding<'measured' | 'not-measured'> {
  readonly phases: readonly {
    readonly phase: string;
    /** Of the wait for the first text. */
    readonly wait: Amplified;
    /** Of the longest gap in the text. */
    readonly gap: Amplified;
  }[];
}
