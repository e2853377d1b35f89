import type { StreamRecord } from '../model/records.js';
import type { SseEvent } from '../wire/dialect.js';

/** Who asks, and for what. */
export interface Asking {
  /** Virtual user, from 1. */
  readonly user: number;
  /** Turn of the conversation, from 1. */
  readonly turn: number;
  /** A number in [0, 1) of this user's own seeded row. */
  readonly random: () => number;
}

/** An answer that is over, for better or worse, as checks see it. */
export interface CheckedAnswer {
  /** HTTP status; `undefined` where none came. */
  readonly status: number | undefined;
  readonly outcome: StreamRecord['outcome'];
  /** Every event as it came: its name, where it has one, and its data. */
  readonly events: readonly SseEvent[];
  /** The visible text. */
  readonly text: string;
  /** The last event's data, read as JSON; `undefined` where it is none. */
  readonly message: unknown;
  readonly record: StreamRecord;
}

/** True if the answer is as it should be. */
export type Check = (answer: CheckedAnswer) => boolean;

/** What a file may say of the crowd in functions. They run in the load driver's process, so they must be quick. */
export interface CrowdBehaviour {
  /** What is asked; in place of `prompts`. */
  readonly prompt?: ((asking: Asking) => string) | undefined;
  /** Request headers of a user's own, on top of those of the target. */
  readonly headers?: ((user: number) => Readonly<Record<string, string>>) | undefined;
  /** Checks by name. */
  readonly checks?: Readonly<Record<string, Check>> | undefined;
}
