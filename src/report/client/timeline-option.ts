import type { EChartsOption, SeriesOption } from 'echarts';
import type { ChartData } from '../chart-data.js';
import { formatClock } from '../format.js';
import type { Palette } from '../palette.js';
import { axisLook, baseOption, scaleTo, sideMargins } from './look.js';
import { bandsSeries, labelsSeries } from './phase-bands.js';
import { timelineTip } from './timeline-tip.js';
import { barsSeries, turnSeries } from './turn-marks.js';

/** Top, under the names of the phases, and height in CSS pixels of each lane. */
const LANES = [
  { top: 32, height: 112, title: 'Crowd: streams (left), completions/s (right)' },
  { top: 178, height: 92, title: 'Wire TTFT, s' },
  { top: 304, height: 162, title: 'People: perceived TTFT, s' },
  { top: 500, height: 82, title: 'Host: CPU busy, % (left), loop lag, ms (right)' },
] as const;
const BELOW_LANES = 660;

export function timelineHeight(data: ChartData, width: number): number {
  return stripOf(data, width).height + BELOW_LANES;
}

/** Names stand upright where one of them would not fit lying down. */
function stripOf(
  { phases, durationMs }: ChartData,
  width: number,
): { top: number; height: number; upright: boolean } {
  const { left, right } = sideMargins(width);
  const pxPerMs = (width - left - right) / Math.max(1, durationMs);
  const upright = phases.some(({ name, fromMs, toMs }) => (toMs - fromMs) * pxPerMs < name.length * 6 + 6);
  const longest = Math.max(0, ...phases.map(({ name }) => name.length));
  return { top: 2, height: upright ? Math.min(96, longest * 6.4 + 6) : 18, upright };
}

/** One time axis, four lanes: crowd, wire, people, host. */
export function timelineOption(data: ChartData, palette: Palette, width: number): EChartsOption {
  const { seconds, marks, durationMs } = data;
  const { left, right } = sideMargins(width);
  const look = axisLook(palette);
  const strip = stripOf(data, width);
  const lanes = LANES.map((lane) => ({ ...lane, top: lane.top + strip.height }));
  const grids = [strip, ...lanes];
  const waits = [
    ...marks.map((mark) => mark.perceivedTtftMs ?? 0),
    ...seconds.map((second) => second.wireTtftMs ?? 0),
  ];
  // Wire and people share a scale, so that the eye may compare them.
  const waitScale = scaleTo((Math.max(0, ...waits) / 1000) * 1.08);
  const firstMs = Math.min(0, ...marks.map((mark) => mark.submittedMs));
  const last = grids.length - 1;
  const values = (gridIndex: number, more: object = {}) => ({
    type: 'value' as const,
    gridIndex,
    ...look,
    ...more,
  });
  const most = (pick: (second: ChartData['seconds'][number]) => number | null): number =>
    Math.max(0, ...seconds.map((second) => pick(second) ?? 0));
  const quiet = { splitLine: { show: false } };
  return {
    ...baseOption(palette),
    useUTC: true,
    title: lanes.map(({ top, title }) => ({
      text: title,
      left: left - 4,
      top: top - 21,
      padding: 0,
      textStyle: { color: palette.ink, fontSize: 12, fontWeight: 600 as const },
    })),
    grid: grids.map(({ top, height }) => ({ left, right, top, height })),
    xAxis: grids.map((_, gridIndex) => ({
      type: 'time' as const,
      gridIndex,
      min: firstMs,
      max: durationMs,
      ...look,
      show: gridIndex > 0,
      splitLine: { show: false },
      axisLabel: { ...look.axisLabel, show: gridIndex === last, formatter: (ms: number) => formatClock(ms) },
      axisTick: { ...look.axisTick, show: gridIndex === last },
      ...(gridIndex === last
        ? { name: 'time since the start (min:s)', nameLocation: 'middle' as const, nameGap: 24 }
        : {}),
      axisPointer: {
        label: { show: gridIndex === last, formatter: ({ value }) => formatClock(Number(value)) },
      },
    })),
    yAxis: [
      values(0, { show: false, min: 0, max: 1, axisPointer: { show: false } }),
      values(1, scaleTo(most((second) => second.inFlight) * 1.05)),
      values(1, {
        ...quiet,
        position: 'right',
        ...scaleTo(most((second) => second.completionsPerSecond) * 1.2),
      }),
      values(2, waitScale),
      values(3, waitScale),
      values(4, { min: 0, max: 100, interval: 50 }),
      values(4, { ...quiet, position: 'right', ...scaleTo(most((second) => second.loopLagMaxMs) * 1.05) }),
    ],
    axisPointer: {
      link: [{ xAxisIndex: 'all' }],
      lineStyle: { color: palette.soft },
      label: { backgroundColor: palette.soft },
    },
    dataZoom: [
      {
        type: 'inside',
        xAxisIndex: grids.map((_, index) => index),
        filterMode: 'none',
        zoomOnMouseWheel: 'ctrl',
        moveOnMouseMove: 'shift',
        moveOnMouseWheel: false,
        preventDefaultMouseMove: false,
      },
      {
        type: 'slider',
        xAxisIndex: grids.map((_, index) => index),
        filterMode: 'none',
        left,
        right,
        bottom: 4,
        height: 14,
        showDetail: false,
        showDataShadow: false,
        brushSelect: false,
        borderColor: palette.rule,
        fillerColor: `${palette.felt}22`,
        handleStyle: { color: palette.paper, borderColor: palette.soft },
        moveHandleStyle: { color: palette.faint },
      },
    ],
    tooltip: {
      ...baseOption(palette).tooltip,
      trigger: 'axis',
      formatter: (params) => {
        const first = (Array.isArray(params) ? params[0] : params) as
          | { readonly axisValue?: unknown }
          | undefined;
        return timelineTip(data, Number(first?.axisValue ?? 0));
      },
    },
    series: [
      labelsSeries(data, palette, strip.upright),
      ...LANES.map((_, lane) =>
        bandsSeries(data, palette, { xAxisIndex: lane + 1, yAxisIndex: [1, 3, 4, 5][lane] ?? 0 }),
      ),
      ...secondSeries(data, palette),
      barsSeries(data, palette, { xAxisIndex: 3, yAxisIndex: 4 }, waitScale.max),
      ...turnSeries(data, palette, { xAxisIndex: 3, yAxisIndex: 4 }, waitScale.max),
    ],
  };
}

function secondSeries({ seconds }: ChartData, palette: Palette): SeriesOption[] {
  type Second = ChartData['seconds'][number];
  const points = (pick: (second: Second) => number | null, scale = 1): [number, number | null][] =>
    seconds.map((second) => {
      const value = pick(second);
      return [second.atMs, value === null ? null : value * scale];
    });
  const line = (
    axes: { xAxisIndex: number; yAxisIndex: number },
    color: string,
    data: [number, number | null][],
    more: object,
  ): SeriesOption => ({
    type: 'line',
    ...axes,
    data,
    showSymbol: false,
    silent: true,
    lineStyle: { color, width: 1.6 },
    itemStyle: { color },
    emphasis: { disabled: true },
    ...more,
  });
  return [
    line(
      { xAxisIndex: 1, yAxisIndex: 1 },
      palette.wire,
      points((s) => s.inFlight),
      {
        step: 'end',
        lineStyle: { color: palette.wire, width: 1 },
        areaStyle: { color: palette.wire, opacity: 0.3 },
      },
    ),
    line(
      { xAxisIndex: 1, yAxisIndex: 2 },
      palette.ink,
      points((s) => s.completionsPerSecond),
      {
        lineStyle: { color: palette.ink, width: 1.2 },
      },
    ),
    line(
      { xAxisIndex: 2, yAxisIndex: 3 },
      palette.wire,
      points((s) => s.wireTtftMs, 0.001),
      {
        showSymbol: true,
        symbol: 'rect',
        symbolSize: 4,
      },
    ),
    line(
      { xAxisIndex: 4, yAxisIndex: 5 },
      palette.host,
      points((s) => s.cpuBusyShare, 100),
      {
        areaStyle: { color: palette.host, opacity: 0.3 },
        lineStyle: { color: palette.host, width: 1 },
      },
    ),
    line(
      { xAxisIndex: 4, yAxisIndex: 6 },
      palette.ink,
      points((s) => s.loopLagMaxMs),
      {
        lineStyle: { color: palette.ink, width: 1.2, type: [4, 3] },
      },
    ),
  ];
}
