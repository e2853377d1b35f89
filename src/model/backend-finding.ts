import type { Finding } from './finding.js';

/** One of the backend's own series. */
export interface BackendSeries {
  /** With its labels; a counter's rate ends in `/s`. */
  readonly name: string;
  /** One for each of the run's seconds. */
  readonly values: readonly (number | null)[];
}

/** What the backend said of itself. */
export type BackendFinding = Finding<'measured' | 'not-measured'> & {
  readonly scrapes: number;
  readonly failed: number;
  /** Series that never changed, and are not among these. */
  readonly constant: number;
  readonly series: readonly BackendSeries[];
};
