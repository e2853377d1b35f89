import type { SeriesOption } from 'echarts';
import type { Second } from '../../model/findings.js';
import type { ChartData } from '../chart-data.js';
import type { Palette } from '../palette.js';
import type { Lane } from '../timeline-lanes.js';
import { backendLane } from './backend-lane.js';
import { limitSeries } from './limit-series.js';
import { scaleTo } from './look.js';
import type { Axes } from './phase-bands.js';
import { rangeSeries } from './range-series.js';
import type { Scale, TimelineLane } from './timeline-lane-shape.js';
import { barsSeries, stallSeries, turnSeries } from './turn-marks.js';

/** What is drawn in each lane, and on which scales. Scales are those of the whole run, whatever is visible of it. */
export function timelineLane(lane: Lane, data: ChartData, palette: Palette): TimelineLane {
  const waits = waitScale(data);
  const most = (pick: (second: Second) => number | null): number => mostOf(data.seconds, pick);
  const lanes: Readonly<Record<Lane, () => TimelineLane>> = {
    crowd: () => ({
      title: 'Crowd: streams in flight',
      shortTitle: 'Streams in flight',
      height: 84,
      left: scaleTo(most((second) => second.inFlight) * 1.05),
      series: (left, _, { seconds }) => [
        line(seconds, left, palette.wire, (second) => second.inFlight, {
          step: 'middle',
          areaStyle: { color: palette.wire, opacity: 0.3 },
        }),
      ],
    }),
    rates: () => ({
      title: 'Crowd: requests started and completed a second (left), events a second (right)',
      shortTitle: 'Requests/s (left), events/s (right)',
      height: 96,
      left: scaleTo(
        Math.max(
          most((s) => s.startsPerSecond),
          most((s) => s.completionsPerSecond),
        ) * 1.08,
      ),
      right: scaleTo(most((second) => second.eventsPerSecond) * 1.08),
      series: (left, right, { seconds }) => [
        line(seconds, right, palette.wire, (second) => second.eventsPerSecond, {
          areaStyle: { color: palette.wire, opacity: 0.18 },
        }),
        line(seconds, left, palette.ink, (second) => second.startsPerSecond, {}),
        line(seconds, left, palette.ink, (second) => second.completionsPerSecond, {
          lineStyle: { color: palette.ink, width: 1.2, type: [3, 3] },
        }),
      ],
    }),
    wire: () => ({
      title: 'Wire TTFT, s',
      shortTitle: 'Wire TTFT, s',
      height: 92,
      left: waits,
      series: (left, _, { seconds }) => [
        limitSeries(data, palette, left),
        rangeSeries(seconds, left, palette.wire, (second) => [
          inSeconds(second.wireTtftMinMs),
          inSeconds(second.wireTtftMaxMs),
        ]),
        line(seconds, left, palette.wire, (second) => inSeconds(second.wireTtftMs), {
          showSymbol: seconds.length < 400,
          symbol: 'rect',
          symbolSize: 4,
          lineStyle: { color: palette.wire, width: 1.6 },
        }),
      ],
    }),
    gaps: () => ({
      title: 'Wire gaps between texts, ms',
      shortTitle: 'Wire gaps, ms',
      height: 72,
      left: scaleTo(
        Math.max(
          most((s) => s.gapP95Ms),
          most((s) => s.gapP50Ms),
        ) * 1.08,
      ),
      series: (left, _, { seconds }) => [
        rangeSeries(seconds, left, palette.wire, (second) => [second.gapP50Ms, second.gapP95Ms]),
        line(seconds, left, palette.wire, (second) => second.gapP50Ms, {}),
      ],
    }),
    people: () => ({
      title: 'People: perceived TTFT, s',
      shortTitle: 'Perceived TTFT, s',
      height: 162,
      left: waits,
      series: (left, _, { marks }) => [
        limitSeries(data, palette, left),
        barsSeries(marks, palette, left, waits.max),
        stallSeries(marks, palette, left, waits.max),
        ...turnSeries(marks, palette, left, waits.max),
      ],
    }),
    backend: () => backendLane(data, palette),
    host: () => ({
      title: 'Host: CPU busy and foreign, % (left), loop lag of the driver, ms (right)',
      shortTitle: 'CPU, % (left), loop lag, ms (right)',
      height: 82,
      left: { min: 0, max: 100, interval: 50 },
      right: scaleTo(most((second) => second.loopLagMaxMs) * 1.05),
      series: (left, right, { seconds }) => [
        line(seconds, left, palette.host, (second) => percent(second.cpuBusyShare), {
          areaStyle: { color: palette.host, opacity: 0.22 },
        }),
        line(seconds, left, palette.host, (second) => percent(second.foreignCpuShare), {
          areaStyle: { color: palette.host, opacity: 0.4 },
          lineStyle: { color: palette.host, width: 1 },
        }),
        line(seconds, right, palette.ink, (second) => second.loopLagMaxMs, {
          lineStyle: { color: palette.ink, width: 1.2, type: [4, 3] },
        }),
      ],
    }),
  };
  return lanes[lane]();
}

function line(
  seconds: readonly Second[],
  axes: Axes,
  color: string,
  pick: (second: Second) => number | null,
  more: object,
): SeriesOption {
  return {
    type: 'line',
    ...axes,
    // A second stands at its middle, so that the pointer marks the second it lies in.
    data: seconds.map((second) => [second.atMs + 500, pick(second)]),
    showSymbol: false,
    silent: true,
    z: 2,
    lineStyle: { color, width: 1.2 },
    itemStyle: { color },
    emphasis: { disabled: true },
    ...more,
  };
}

/** Wire and people share a scale, so that the eye may compare them. */
function waitScale({ seconds, marks }: ChartData): Scale {
  const felt = marks.reduce((longest, mark) => Math.max(longest, mark.perceivedTtftMs ?? 0), 0);
  return scaleTo(
    (Math.max(
      felt,
      mostOf(seconds, (second) => second.wireTtftMaxMs),
    ) /
      1000) *
      1.08,
  );
}

function mostOf(seconds: readonly Second[], pick: (second: Second) => number | null): number {
  return seconds.reduce((most, second) => Math.max(most, pick(second) ?? 0), 0);
}

const inSeconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
const percent = (share: number | null): number | null => (share === null ? null : share * 100);
