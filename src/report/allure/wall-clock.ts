import type { Findings } from '../../model/findings.js';

/** Turns milliseconds since the run's zero into wall-clock milliseconds; `undefined` of a run that never began. */
export function wallClock({ run }: Pick<Findings, 'run'>): (ms: number) => number | undefined {
  const zero = run.startedAt === null ? Number.NaN : Date.parse(run.startedAt);
  return (ms) => (Number.isNaN(zero) ? undefined : Math.round(zero + ms));
}
