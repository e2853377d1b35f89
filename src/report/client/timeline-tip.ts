import type { ChartData } from '../chart-data.js';
import { formatClock, formatLoad, formatMs, formatRate, formatShare } from '../format.js';
import { tip } from './tip.js';

/** More turns than this at one moment are counted, not listed. */
const MOST_TURNS = 5;

/** Everything that was going on at one moment of the run. */
export function timelineTip({ phases, seconds, marks }: ChartData, atMs: number): HTMLElement {
  const phase = phases.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const second = seconds.find((each) => atMs >= each.atMs && atMs < each.atMs + 1000);
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
      ['completions/s', show(second?.completionsPerSecond, formatRate)],
      ['events/s', show(second?.eventsPerSecond, formatRate)],
      ['wire TTFT', show(second?.wireTtftMs, formatMs)],
      ['CPU busy', show(second?.cpuBusyShare, formatShare)],
      ['loop lag, worst', show(second?.loopLagMaxMs, formatMs)],
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
