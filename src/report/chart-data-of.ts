import type { Distribution, Findings } from '../model/findings.js';
import { ATTRIBUTION_PARTS } from './attribution-parts.js';
import { backendLinesOf } from './backend-lines.js';
import type { ChartData, MedianPoint, Moment } from './chart-data.js';
import { thinSeconds } from './thin-seconds.js';

/** Two hours second by second. What is longer is drawn from the least and the most of groups of seconds. */
const MOST_SECONDS = 7200;

/** Takes from the findings what the charts need. */
export function chartDataOf(findings: Findings): ChartData {
  const { phases, seconds, marks, loadLine, wireLoadLine, saturation, run } = findings;
  const ends = [
    run.durationMs ?? 0,
    ...phases.flatMap((phase) => (phase.windows ?? [phase]).map(({ toMs }) => toMs)),
    (seconds.at(-1)?.atMs ?? -1000) + 1000,
    marks.reduce((latest, mark) => Math.max(latest, mark.submittedMs + (mark.settledMs ?? 0)), 0),
  ];
  return {
    durationMs: Math.max(...ends),
    phases: phases.map(({ name, kind, fromMs, toMs, windows, load, experience, attribution }) => ({
      name,
      kind,
      fromMs,
      toMs,
      ...(windows === undefined ? {} : { windows }),
      load: load.offered,
      startsPerSecond: load.startsPerSecond,
      completionsPerSecond: load.completionsPerSecond,
      eventsPerSecond: load.eventsPerSecond,
      felt: medianOf(experience.perceivedTtftMs),
      wire: medianOf(load.wireTtftMs),
      parts: ATTRIBUTION_PARTS.map(({ key }) => attribution[key]?.mean ?? null),
    })),
    seconds: thinSeconds(seconds, MOST_SECONDS),
    marks,
    backend: backendLinesOf(findings),
    moments: momentsOf(findings),
    loadLine,
    wireLoadLine,
    saturation,
    waitLimitMs: run.plan.goodTurn.perceivedTtftMs,
  };
}

function medianOf({ p50, p50Over }: Distribution): MedianPoint {
  return { p50, p50Over: p50 === null ? (p50Over ?? null) : null };
}

/** When the backend saturated, and when it was well again: counted from where the crowd left. */
function momentsOf({ saturation, phases }: Findings): readonly Moment[] {
  const { status, atMs, recoveredMs } = saturation;
  if (status !== 'reached' || atMs === null) return [];
  const left = phases.find(({ kind, fromMs }) => kind === 'recovery' && fromMs >= atMs);
  return [
    { atMs, name: 'saturated' },
    // Of replicates it is the slowest that counts, which is not said here.
    ...(left === undefined || left.windows !== undefined || recoveredMs === null
      ? []
      : [{ atMs: left.fromMs + recoveredMs, name: 'recovered' }]),
  ];
}
