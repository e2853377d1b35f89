import type { PageClock } from './page-clock.js';

/** From when on, in host milliseconds, a request can belong to the turn that was submitted at this page time. */
export const sinceOf = (submittedMs: number, { offsetMs, errorMs }: PageClock): number =>
  submittedMs + offsetMs - errorMs - 1;
