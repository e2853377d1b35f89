import type { DemoPlan } from '../model/plan.js';
import { type Random, spread } from './seeded-random.js';

/** The part of a demo plan that scripts one answer's pace. */
export type Pace = Pick<
  DemoPlan,
  | 'prefillMs'
  | 'prefillJitterShare'
  | 'tokensPerSecond'
  | 'tokens'
  | 'tokensJitterShare'
  | 'slowdownPerSlotShare'
>;

/** One answer as scripted before it starts. */
export interface AnswerScript {
  /** From the slot to the first token, on the monotonic clock. */
  readonly prefillMs: number;
  readonly tokens: number;
  /** The model had more to say than `max_tokens` let it. */
  readonly cut: boolean;
}

/** What one request says of its answer's length; `null`: nothing. */
export interface AskedLength {
  /** Its own limit. */
  readonly maxTokens: number | null;
  /** What its prompt asks for. */
  readonly words: number | null;
}

/** Draws one answer's script. */
export function scriptAnswer(pace: Pace, random: Random, { maxTokens, words }: AskedLength): AnswerScript {
  const prefillMs = Math.max(0, spread(random, pace.prefillMs, pace.prefillJitterShare));
  const wanted = Math.max(1, Math.round(spread(random, words ?? pace.tokens, pace.tokensJitterShare)));
  const tokens = maxTokens === null ? wanted : Math.min(wanted, Math.max(1, maxTokens));
  return { prefillMs, tokens, cut: tokens < wanted };
}

/** Milliseconds from one token to the next while `otherBusySlots` further answers are being worked on. */
export function tokenGapMs(pace: Pace, otherBusySlots: number): number {
  return (1000 / pace.tokensPerSecond) * (1 + pace.slowdownPerSlotShare * otherBusySlots);
}
