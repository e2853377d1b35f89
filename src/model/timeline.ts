import type { StallsByCause } from './experience.js';
import type { TurnOutcome } from './outcome.js';

/** Every turn as one mark of the timeline. */
export interface TurnMark {
  readonly id: string;
  readonly person: string;
  readonly phase: string | null;
  readonly submittedMs: number;
  readonly perceivedTtftMs: number | null;
  /** Settled minus submitted. */
  readonly settledMs: number | null;
  readonly outcome: TurnOutcome;
  readonly good: boolean;
  /** Conversations in flight, averaged over the turn's wait. */
  readonly overlappedLoad: number | null;
  /** Gaps of at least a second between paints, and whose they were. */
  readonly stalls: readonly {
    readonly fromMs: number;
    readonly durationMs: number;
    readonly cause: keyof StallsByCause;
  }[];
}

/** One second of the run as the timeline draws it. */
export interface Second {
  readonly atMs: number;
  readonly inFlight: number | null;
  readonly startsPerSecond: number | null;
  readonly completionsPerSecond: number | null;
  readonly eventsPerSecond: number | null;
  readonly failures: number | null;
  /** Median over streams whose first text came in this second. */
  readonly wireTtftMs: number | null;
  /** The shortest and the longest of the same. */
  readonly wireTtftMinMs: number | null;
  readonly wireTtftMaxMs: number | null;
  /** Of the gaps between the crowd's reads in this second; `null` also where they are too few. */
  readonly gapP50Ms: number | null;
  readonly gapP95Ms: number | null;
  readonly cpuBusyShare: number | null;
  readonly foreignCpuShare: number | null;
  readonly loopLagMaxMs: number | null;
}
