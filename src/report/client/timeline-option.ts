import type { DataZoomComponentOption, EChartsOption, SeriesOption, YAXisComponentOption } from 'echarts';
import type { ChartData } from '../chart-data.js';
import { formatClock } from '../format.js';
import type { Palette } from '../palette.js';
import { timelineLanes } from '../timeline-lanes.js';
import { axisLook, baseOption, sideMargins } from './look.js';
import { bandsSeries, labelsSeries } from './phase-bands.js';
import { timelineLane } from './timeline-lane.js';
import { timelineTip } from './timeline-tip.js';

/** CSS pixels above a lane, for its title, and under the last, for the time axis and the slider. */
const ABOVE_LANE = 32;
const BELOW_LANES = 76;

interface Strip {
  readonly height: number;
  readonly upright: boolean;
}

/** The names of the phases over the lanes. They stand upright where one of them would not fit lying down. */
function stripOf({ phases, durationMs }: ChartData, width: number): Strip {
  const { left, right } = sideMargins(width);
  const pxPerMs = (width - left - right) / Math.max(1, durationMs);
  const upright = phases.some(({ name, fromMs, toMs }) => (toMs - fromMs) * pxPerMs < name.length * 6.5 + 3);
  const longest = Math.max(0, ...phases.map(({ name }) => name.length));
  return { height: upright ? Math.min(96, longest * 6.4 + 6) : 18, upright };
}

export function timelineHeight(data: ChartData, palette: Palette, width: number): number {
  const lanes = timelineLanes(data).map((lane) => timelineLane(lane, data, palette));
  return (
    lanes.reduce((sum, { height }) => sum + ABOVE_LANE + height, stripOf(data, width).height) + BELOW_LANES
  );
}

/** One time axis, a lane each for crowd, wire, people and host. */
export function timelineOption(data: ChartData, palette: Palette, width: number): EChartsOption {
  const { left, right } = sideMargins(width);
  const look = axisLook(palette);
  const strip = stripOf(data, width);
  const yAxis: YAXisComponentOption[] = [
    { type: 'value', gridIndex: 0, show: false, min: 0, max: 1, axisPointer: { show: false } },
  ];
  const series: SeriesOption[] = [labelsSeries(data, palette, strip.upright)];
  const grids = [{ left, right, top: 2, height: strip.height }];
  const titles: { readonly text: string; readonly top: number }[] = [];
  let top = strip.height;
  for (const [index, name] of timelineLanes(data).entries()) {
    const lane = timelineLane(name, data, palette);
    const xAxisIndex = index + 1;
    const onLeft = { xAxisIndex, yAxisIndex: yAxis.length };
    yAxis.push({ type: 'value', gridIndex: xAxisIndex, ...look, ...lane.left });
    const onRight = lane.right === undefined ? onLeft : { xAxisIndex, yAxisIndex: yAxis.length };
    if (lane.right !== undefined) {
      const quiet = { ...look, splitLine: { show: false } };
      yAxis.push({ type: 'value', gridIndex: xAxisIndex, position: 'right', ...quiet, ...lane.right });
    }
    top += ABOVE_LANE;
    titles.push({ text: width < 400 ? lane.shortTitle : lane.title, top: top - 21 });
    grids.push({ left, right, top, height: lane.height });
    top += lane.height;
    series.push(bandsSeries(data, palette, onLeft), ...lane.series(onLeft, onRight));
  }
  const last = grids.length - 1;
  return {
    ...baseOption(palette),
    useUTC: true,
    title: titles.map((title) => ({
      ...title,
      left: left - 4,
      padding: 0,
      textStyle: { color: palette.ink, fontSize: 12, fontWeight: 600 as const },
    })),
    grid: grids,
    xAxis: grids.map((_, gridIndex) => ({
      type: 'time' as const,
      gridIndex,
      min: Math.min(0, ...data.marks.map((mark) => mark.submittedMs)),
      max: data.durationMs,
      splitNumber: Math.max(2, Math.floor(width / 120)),
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
    yAxis,
    axisPointer: {
      link: [{ xAxisIndex: 'all' }],
      lineStyle: { color: palette.soft },
      label: { backgroundColor: palette.soft, color: palette.paper },
    },
    dataZoom: zoom(
      grids.map((_, index) => index),
      { left, right },
      palette,
    ),
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
    series,
  };
}

/** A slider, and the wheel with Ctrl: without it the wheel scrolls the page, as everywhere. */
function zoom(
  xAxisIndex: number[],
  sides: { readonly left: number; readonly right: number },
  palette: Palette,
): DataZoomComponentOption[] {
  return [
    {
      type: 'inside',
      xAxisIndex,
      filterMode: 'none',
      zoomOnMouseWheel: 'ctrl',
      moveOnMouseMove: 'shift',
      moveOnMouseWheel: false,
      preventDefaultMouseMove: false,
    },
    {
      type: 'slider',
      xAxisIndex,
      filterMode: 'none',
      ...sides,
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
  ];
}
