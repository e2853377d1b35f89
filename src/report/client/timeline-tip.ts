import type { ChartData } from '../chart-data.js';
import { formatClock, formatLoad, formatMs, formatRate, formatShare } from '../format.js';
import { tip } from './tip.js';
import { indexAt } from './visible-window.js';

/** More turns than this at one moment are counted, not listed. */
const MOST_TURNS = 5;

const formatAny = (value: number): string => String(Number(value.toPrecision(4)));

/** Everything that was going on at one moment of the run. */
export function timelineTip({ phases, seconds, marks, backend }: ChartData, atMs: number): HTMLElement {
  const phase = phases.find((each) =>
    (each.windows ?? [each]).some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs),
  );
  const row = seconds[indexAt(seconds, atMs)];
  const next = seconds[indexAt(seconds, atMs) + 1];
  const second =
    row !== undefined && atMs >= row.atMs && atMs < (next?.atMs ?? row.atMs + 1000) ? row : undefined;
  const at = backend.atMs.findLastIndex((ms) => ms <= atMs);
  const show = (value: number | null | undefined, format: (value: number) => string): string =>
    value === null || value === undefined ? '–' : format(value);
  const turns = marks.filter(
    ({ submittedMs, settledMs, perceivedTtftMs }) =>
      atMs >= submittedMs && atMs <= submittedMs + Math.max(settledMs ?? 0, perceivedTtftMs ?? 0, 500),
  );
  return tip(
    `${formatClock(atMs)}${phase ? `  ${phase.name}` : ''}`,
    [
      ['streams in flight', show(second?.inFlight, formatLoad)],
      ['requests/s', show(second?.startsPerSecond, formatRate)],
      ['completions/s', show(second?.completionsPerSecond, formatRate)],
      ['events/s', show(second?.eventsPerSecond, formatRate)],
      ['wire TTFT', show(second?.wireTtftMs, formatMs)],
      ['wire gap p95', show(second?.gapP95Ms, formatMs)],
      ['CPU busy', show(second?.cpuBusyShare, formatShare)],
      ['loop lag, worst', show(second?.loopLagMaxMs, formatMs)],
      ...backend.series.map(({ name, values }): [string, string] => [name, show(values[at], formatAny)]),
    ],
    [
      ...turns.slice(0, MOST_TURNS).map((mark) => {
        const wait =
          mark.perceivedTtftMs === null ? mark.outcome.replaceAll('_', ' ') : formatMs(mark.perceivedTtftMs);
        return `${mark.person}: ${wait}${mark.outcome === 'answered' ? (mark.good ? ', good' : ', not good') : ''}`;
      }),
      ...(turns.length > MOST_TURNS ? [`and ${turns.length - MOST_TURNS} more turns`] : []),
    ],
  );
}
