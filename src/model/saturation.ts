import type { Finding } from './finding.js';
import type { StreamOutcome } from './outcome.js';

/** Where the backend brings no more work done, however much is asked of it, and what becomes of it there. */
export interface Saturation extends Finding<'reached' | 'not-reached' | 'not-measured'> {
  /** Begin of the first saturated stage, since the run's zero. */
  readonly atMs: number | null;
  /** Conversations at once in that stage; of an open one the slots, as what is in flight there only grows. */
  readonly atLoad: number | null;
  /** Starts per second that an open stage asked for; `null` of a closed one. */
  readonly atPerSecond: number | null;
  /** Answers completed per second in the saturated stages, the crowd's and people's. */
  readonly ceilingPerSecond: number | null;
  /** Effective number of workers; `null` where no number of them explains the ceiling. */
  readonly slots: number | null;
  /** What it was told from: responses sending text at once as reached for a tenth of the time … */
  readonly slotsByPlateau: number | null;
  /** … and responses per second × the time for which one keeps its slot. */
  readonly slotsByLittlesLaw: number | null;
  /** From the onset to the first failed stream, or to the end of the last saturated stage. */
  readonly survivedMs: number | null;
  /** First stream of the crowd, at any load, that was not delivered; `null`: none failed. */
  readonly firstFailure: {
    readonly atMs: number;
    readonly outcome: StreamOutcome;
    readonly phase: string | null;
  } | null;
  /** From the crowd's leaving until waits were as at baseline for 3 s. */
  readonly recoveredMs: number | null;
  readonly recovered: boolean | null;
}
