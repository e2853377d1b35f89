/** Whose turn it is. */
export interface TurnIdentity {
  /** Unique in the run. */
  readonly id: string;
  readonly person: string;
  readonly journey: string;
  /** 0 is the proving turn before the run's zero. */
  readonly ordinal: number;
}
