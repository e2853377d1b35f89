import type { SeriesOption } from 'echarts';
import type { ChartData } from '../chart-data.js';
import type { Palette } from '../palette.js';
import type { Lane } from '../timeline-lanes.js';
import { limitSeries } from './limit-series.js';
import { scaleTo } from './look.js';
import type { Axes } from './phase-bands.js';
import { barsSeries, turnSeries } from './turn-marks.js';

type Second = ChartData['seconds'][number];
type Scale = ReturnType<typeof scaleTo>;

export interface TimelineLane {
  readonly title: string;
  /** Where the whole title has no room. */
  readonly shortTitle: string;
  readonly height: number;
  readonly left: Scale;
  readonly right?: Scale;
  /** `right` is the axis on the right, where the lane has one. */
  readonly series: (left: Axes, right: Axes) => SeriesOption[];
}

/** What is drawn in each lane, and on which scales. */
export function timelineLane(lane: Lane, data: ChartData, palette: Palette): TimelineLane {
  const { seconds, marks } = data;
  const most = (pick: (second: Second) => number | null): number =>
    Math.max(0, ...seconds.map((second) => pick(second) ?? 0));
  const line = (
    axes: Axes,
    color: string,
    pick: (second: Second) => number | null,
    more: object,
  ): SeriesOption => ({
    type: 'line',
    ...axes,
    // A second stands at its middle, so that the pointer marks the second it lies in.
    data: seconds.map((second) => [second.atMs + 500, pick(second)]),
    showSymbol: false,
    silent: true,
    lineStyle: { color, width: 1.2 },
    itemStyle: { color },
    emphasis: { disabled: true },
    ...more,
  });
  const seconded = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
  // Wire and people share a scale, so that the eye may compare them.
  const longestMs = Math.max(
    0,
    most((second) => second.wireTtftMs),
    ...marks.map((mark) => mark.perceivedTtftMs ?? 0),
  );
  const waits = scaleTo((longestMs / 1000) * 1.08);
  const percent = (share: number | null): number | null => (share === null ? null : share * 100);
  const lanes: Readonly<Record<Lane, TimelineLane>> = {
    crowd: {
      title: 'Crowd: streams (left), completions/s (right)',
      shortTitle: 'Streams, completions/s',
      height: 112,
      left: scaleTo(most((second) => second.inFlight) * 1.05),
      right: scaleTo(most((second) => second.completionsPerSecond) * 1.2),
      series: (left, right) => [
        line(left, palette.wire, (second) => second.inFlight, {
          step: 'middle',
          areaStyle: { color: palette.wire, opacity: 0.3 },
        }),
        line(right, palette.ink, (second) => second.completionsPerSecond, {}),
      ],
    },
    wire: {
      title: 'Wire TTFT, s',
      shortTitle: 'Wire TTFT, s',
      height: 92,
      left: waits,
      series: (left) => [
        limitSeries(data, palette, left),
        line(left, palette.wire, (second) => seconded(second.wireTtftMs), {
          showSymbol: true,
          symbol: 'rect',
          symbolSize: 4,
          lineStyle: { color: palette.wire, width: 1.6 },
        }),
      ],
    },
    people: {
      title: 'People: perceived TTFT, s',
      shortTitle: 'Perceived TTFT, s',
      height: 162,
      left: waits,
      series: (left) => [
        limitSeries(data, palette, left),
        barsSeries(data, palette, left, waits.max),
        ...turnSeries(data, palette, left, waits.max),
      ],
    },
    host: {
      title: 'Host: CPU busy, % (left), loop lag, ms (right)',
      shortTitle: 'CPU busy, %; loop lag, ms',
      height: 82,
      left: { min: 0, max: 100, interval: 50 },
      right: scaleTo(most((second) => second.loopLagMaxMs) * 1.05),
      series: (left, right) => [
        line(left, palette.host, (second) => percent(second.cpuBusyShare), {
          areaStyle: { color: palette.host, opacity: 0.3 },
        }),
        line(right, palette.ink, (second) => second.loopLagMaxMs, {
          lineStyle: { color: palette.ink, width: 1.2, type: [4, 3] },
        }),
      ],
    },
  };
  return lanes[lane];
}
