/** What the crowd looks like right now, for the live line. */
export interface CrowdStatus {
  readonly inFlight: number;
  readonly startsPerSecond: number;
  readonly completionsPerSecond: number;
  readonly eventsPerSecond: number;
  readonly failures: number;
  /** Median over the streams whose first text came in the last three seconds. */
  readonly wireTtftMs: number | null;
}
