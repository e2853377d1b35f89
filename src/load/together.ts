import type { CrowdStatus } from '../model/crowd-status.js';

/** What several drivers look like as one. The wait is that of `main`: a median cannot be had from medians. */
export function together(main: CrowdStatus, all: readonly CrowdStatus[]): CrowdStatus {
  const sum = (key: Exclude<keyof CrowdStatus, 'wireTtftMs'>): number =>
    all.reduce((total, status) => total + status[key], 0);
  return {
    ...main,
    inFlight: sum('inFlight'),
    startsPerSecond: sum('startsPerSecond'),
    completionsPerSecond: sum('completionsPerSecond'),
    eventsPerSecond: sum('eventsPerSecond'),
    failures: sum('failures'),
  };
}
