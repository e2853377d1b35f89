/** How the main thread's time per character changes with the length of something. */
export interface CostSlope {
  readonly status: 'measured' | 'not-measured';
  /** Slices of answers, or turns. */
  readonly n: number;
  /** Turns that the slices are of, or conversations that the turns are of. */
  readonly groups: number;
  /** Median main-thread time per 1,000 characters of answer. */
  readonly msPerKchar: number | null;
  /** What each further 1,000 characters of length add to it. */
  readonly addedMsPerKchar: number | null;
  readonly ci95: readonly [number, number] | null;
  readonly grows: 'yes' | 'no' | 'unclear';
  readonly sentence: string;
}
