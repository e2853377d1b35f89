import type { Distribution, Findings } from '../model/findings.js';
import { ATTRIBUTION_PARTS } from './attribution-parts.js';
import type { ChartData, MedianPoint } from './chart-data.js';

/** Takes from the findings what the charts need. */
export function chartDataOf(findings: Findings): ChartData {
  const { phases, seconds, marks, loadLine, wireLoadLine, run } = findings;
  const ends = [
    run.durationMs ?? 0,
    ...phases.map((phase) => phase.toMs),
    ...seconds.map((second) => second.atMs + 1000),
    ...marks.map((mark) => mark.submittedMs + (mark.settledMs ?? 0)),
  ];
  return {
    durationMs: ends.reduce((latest, end) => Math.max(latest, end), 0),
    phases: phases.map(({ name, kind, fromMs, toMs, load, experience, attribution }) => ({
      name,
      kind,
      fromMs,
      toMs,
      load: load.offered,
      felt: medianOf(experience.perceivedTtftMs),
      wire: medianOf(load.wireTtftMs),
      parts: ATTRIBUTION_PARTS.map(({ key }) => attribution[key]?.mean ?? null),
    })),
    seconds,
    marks,
    loadLine,
    wireLoadLine,
    waitLimitMs: run.plan.goodTurn.perceivedTtftMs,
  };
}

function medianOf({ p50, p50Over }: Distribution): MedianPoint {
  return { p50, p50Over: p50 === null ? (p50Over ?? null) : null };
}
