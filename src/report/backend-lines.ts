import type { BackendSeries } from '../model/backend-finding.js';
import type { Findings } from '../model/findings.js';

/** More lines in one lane cannot be told apart. */
export const MOST_LINES = 3;

/** The backend's own series as the timeline draws them: the first few, with the run's every second. */
export interface BackendLines {
  /** When each value begins. */
  readonly atMs: readonly number[];
  readonly series: readonly BackendSeries[];
}

export function backendLinesOf({ backend, seconds }: Findings): BackendLines {
  const series = backend?.series.slice(0, MOST_LINES) ?? [];
  return { atMs: series.length === 0 ? [] : seconds.map(({ atMs }) => atMs), series };
}
