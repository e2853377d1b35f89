import type { Curve } from '../model/records.js';

/** A turn as the replay shows it. Texts are the target's: only ever shown as text. */
export interface ReplayTurn {
  readonly id: string;
  /** How the list of turns calls it, e.g. `peak, typical`. */
  readonly name: string;
  readonly prompt: string;
  readonly answer: string;
  /** The answer's own words were not kept: `answer` has only its length. */
  readonly isShape: boolean;
  /** Milliseconds since sending, characters of `answer` painted by then. */
  readonly paints: Curve;
  /** Milliseconds since sending to the last paint; `null` of a turn that was not answered. */
  readonly endMs: number | null;
  /** What became of the turn, in words: `answered`, `timed out`. */
  readonly outcome: string;
}

export const REPLAY_DATA_ID = 'plimsoll-replay-data';
