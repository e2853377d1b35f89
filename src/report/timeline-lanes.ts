import type { ChartData } from './chart-data.js';

export type Lane = 'crowd' | 'wire' | 'people' | 'host';

/** The lanes that have something to show, top to bottom: a run without a crowd has no lane for one. */
export function timelineLanes({ seconds, marks }: Pick<ChartData, 'seconds' | 'marks'>): readonly Lane[] {
  const has: Readonly<Record<Lane, boolean>> = {
    crowd: seconds.some((second) => second.inFlight !== null),
    wire: seconds.some((second) => second.wireTtftMs !== null),
    people: marks.length > 0,
    host: seconds.some((second) => second.cpuBusyShare !== null || second.loopLagMaxMs !== null),
  };
  return (['crowd', 'wire', 'people', 'host'] as const).filter((lane) => has[lane]);
}
