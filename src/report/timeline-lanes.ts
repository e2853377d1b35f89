import type { ChartData } from './chart-data.js';

export type Lane = 'crowd' | 'rates' | 'wire' | 'gaps' | 'people' | 'backend' | 'host';

/** The lanes that have something to show, top to bottom: a run without a crowd has no lane for one. */
export function timelineLanes({ seconds, marks, backend }: TimelineData): readonly Lane[] {
  const some = (...fields: (keyof ChartData['seconds'][number])[]): boolean =>
    seconds.some((second) => fields.some((field) => second[field] !== null));
  const has: Readonly<Record<Lane, boolean>> = {
    crowd: some('inFlight'),
    rates: some('startsPerSecond', 'eventsPerSecond'),
    wire: some('wireTtftMs'),
    gaps: some('gapP50Ms'),
    people: marks.length > 0,
    backend: (backend?.series.length ?? 0) > 0,
    host: some('cpuBusyShare', 'loopLagMaxMs'),
  };
  return (['crowd', 'rates', 'wire', 'gaps', 'people', 'backend', 'host'] as const).filter(
    (lane) => has[lane],
  );
}

export interface TimelineData {
  readonly seconds: ChartData['seconds'];
  readonly marks: readonly unknown[];
  readonly backend?: { readonly series: readonly unknown[] } | undefined;
}
