import type { Distribution } from './distribution.js';
import type { StreamOutcome } from './outcome.js';

/** How often a check of the plan held. */
export interface CheckCount {
  readonly name: string;
  readonly passes: number;
  readonly fails: number;
}

export interface PhaseLoad {
  /**
   * Conversations at once: people and the streams that the plan asked for. In an open stage the plan asks for starts, so
   * it is people and the streams that were in flight on average; `null` where no second of the crowd was recorded.
   */
  readonly offered: number | null;
  /** Streams at once that the plan asked for; 0 in an open stage. */
  readonly streams: number;
  /** New streams per second that the plan asked for; `null` but in an open stage. */
  readonly perSecond: number | null;
  /** Starts that the cap on streams at once held back; in the wait they count from when they were due. */
  readonly deferred: number;
  /** Time-weighted mean of streams of the crowd in flight. */
  readonly inFlight: number | null;
  /** Mean number of the crowd's streams that were sending text. */
  readonly streaming: number | null;
  readonly startsPerSecond: number | null;
  readonly completionsPerSecond: number | null;
  readonly eventsPerSecond: number | null;
  readonly wireTtftMs: Distribution;
  readonly gapMs: Distribution;
  readonly outcomes: Readonly<Partial<Record<StreamOutcome, number>>>;
  readonly goodStreams: number;
  readonly goodShare: number | null;
  readonly goodShareCi95: readonly [number, number] | null;
  readonly dispatchLagMs: Distribution;
  /** Checks of the crowd's answers by name, and the share of all of them that held; `null` without any. */
  readonly checks: readonly CheckCount[];
  readonly checkShare: number | null;
}
