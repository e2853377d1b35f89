import type { StreamOutcome } from './outcome.js';

/** Why streams of the crowd failed: those of one class whose reasons differ in nothing but figures and ids. */
export interface FailureReason {
  readonly outcome: StreamOutcome;
  /** Whose streams, where the crowd loads several servers. */
  readonly lane?: string | undefined;
  /** As the first of them was told; absent where none was. */
  readonly detail?: string | undefined;
  /** Streams. */
  readonly n: number;
  /** The stages in which they were due, in order. */
  readonly phases: readonly string[];
}
