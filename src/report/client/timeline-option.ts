import type { DataZoomComponentOption, EChartsOption, SeriesOption, YAXisComponentOption } from 'echarts';
import type { ChartData } from '../chart-data.js';
import { formatClock } from '../format.js';
import type { Palette } from '../palette.js';
import { type Lane, timelineLanes } from '../timeline-lanes.js';
import { axisLook, baseOption, sideMargins } from './look.js';
import { momentLabels, momentSeries } from './moment-series.js';
import { bandsSeries, labelsSeries } from './phase-bands.js';
import { timelineLane } from './timeline-lane.js';
import type { TimelineLane, Visible } from './timeline-lane-shape.js';
import { timelineTip } from './timeline-tip.js';
import { heightOf, kindOf } from './turn-marks.js';
import { type VisibleWindow, visibleMarks, visibleSeconds } from './visible-window.js';

/** CSS pixels above a lane, for its title, and under the last, for the time axis and the slider. */
const ABOVE_LANE = 32;
const BELOW_LANES = 76;
const MOMENTS_HEIGHT = 18;

interface Strip {
  readonly height: number;
  readonly upright: boolean;
}

/** Where everything stands: strips with names on top, a lane each below, every one a grid of its own. */
interface Layout {
  readonly strip: Strip;
  readonly lanes: readonly (TimelineLane & { readonly name: Lane; readonly top: number })[];
  readonly grids: readonly {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly height: number;
  }[];
  readonly height: number;
}

/** The names of the phases over the lanes. They stand upright where one of them would not fit lying down. */
function stripOf({ phases, durationMs }: ChartData, width: number): Strip {
  const { left, right } = sideMargins(width);
  const pxPerMs = (width - left - right) / Math.max(1, durationMs);
  const upright = phases.some(({ name, fromMs, toMs }) => (toMs - fromMs) * pxPerMs < name.length * 6.5 + 3);
  const longest = Math.max(0, ...phases.map(({ name }) => name.length));
  return { height: upright ? Math.min(96, longest * 6.4 + 6) : 18, upright };
}

function layoutOf(data: ChartData, palette: Palette, width: number): Layout {
  const sides = sideMargins(width);
  const strip = stripOf(data, width);
  const grids = [{ ...sides, top: 2, height: strip.height }];
  let top = strip.height + 2;
  if (data.moments.length > 0) {
    grids.push({ ...sides, top, height: MOMENTS_HEIGHT });
    top += MOMENTS_HEIGHT;
  }
  const lanes = timelineLanes(data).map((name) => {
    const lane = timelineLane(name, data, palette);
    top += ABOVE_LANE;
    grids.push({ ...sides, top, height: lane.height });
    const placed = { ...lane, name, top };
    top += lane.height;
    return placed;
  });
  return { strip, lanes, grids, height: top + BELOW_LANES };
}

export function timelineHeight(data: ChartData, palette: Palette, width: number): number {
  return layoutOf(data, palette, width).height;
}

/** The first lane's grid; before it stand the strips with names. */
export const firstLane = ({ moments }: ChartData): number => (moments.length > 0 ? 2 : 1);

/** When the run, or a turn in it, began. */
export function timelineStart({ marks }: ChartData): number {
  return marks.reduce((first, mark) => Math.min(first, mark.submittedMs), 0);
}

/** One time axis, a lane each for crowd, wire, people and host. */
export function timelineOption(
  data: ChartData,
  palette: Palette,
  width: number,
  shown: Pick<VisibleWindow, 'fromMs' | 'toMs'>,
  given: VisibleWindow,
): EChartsOption {
  const { lanes, grids } = layoutOf(data, palette, width);
  const { left, right } = sideMargins(width);
  const look = axisLook(palette);
  const last = grids.length - 1;
  return {
    ...baseOption(palette),
    useUTC: true,
    title: lanes.map((lane) => ({
      text: width < 560 ? lane.shortTitle : lane.title,
      top: lane.top - 21,
      left: left - 4,
      padding: 0,
      textStyle: { color: palette.ink, fontSize: 12, fontWeight: 600 as const },
    })),
    // Their margins are what labels need; to find that out anew each time is a quarter of a move's work.
    grid: grids.map((grid) => ({ ...grid, outerBoundsMode: 'none' as const })),
    xAxis: grids.map((_, gridIndex) => ({
      type: 'time' as const,
      gridIndex,
      min: timelineStart(data),
      max: data.durationMs,
      splitNumber: Math.max(2, Math.floor(width / 120)),
      ...look,
      show: gridIndex >= firstLane(data),
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
    yAxis: valueAxes(data, lanes, palette),
    axisPointer: {
      link: [{ xAxisIndex: 'all' }],
      lineStyle: { color: palette.soft },
      label: { backgroundColor: palette.soft, color: palette.paper },
    },
    dataZoom: zoom(
      grids.map((_, index) => index),
      { left, right },
      palette,
      shown,
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
    series: timelineSeries(data, palette, width, given),
  };
}

/** A value axis a strip, and one or two a lane. */
function valueAxes(data: ChartData, lanes: Layout['lanes'], palette: Palette): YAXisComponentOption[] {
  const look = axisLook(palette);
  const strips = Array.from({ length: firstLane(data) }, (_, gridIndex): YAXisComponentOption => {
    return { type: 'value', gridIndex, show: false, min: 0, max: 1, axisPointer: { show: false } };
  });
  return [
    ...strips,
    ...lanes.flatMap((lane, index): YAXisComponentOption[] => {
      const gridIndex = firstLane(data) + index;
      const quiet = { ...look, splitLine: { show: false } };
      return [
        { type: 'value', gridIndex, ...look, ...lane.left },
        ...(lane.right === undefined
          ? []
          : [{ type: 'value' as const, gridIndex, position: 'right' as const, ...quiet, ...lane.right }]),
      ];
    }),
  ];
}

/** Everything that is drawn, in an order that does not depend on the window: so a moved window only changes data. */
export function timelineSeries(
  data: ChartData,
  palette: Palette,
  width: number,
  window: VisibleWindow,
): SeriesOption[] {
  const { lanes, strip } = layoutOf(data, palette, width);
  const people = lanes.find(({ name }) => name === 'people');
  const topS = people?.left.max ?? 1;
  const pxPerS = (people?.height ?? 1) / topS;
  const visible: Visible = {
    seconds: visibleSeconds(data.seconds, window),
    marks: visibleMarks(data.marks, window, kindOf, (mark) => heightOf(mark, topS) * pxPerS),
  };
  const series: SeriesOption[] = [labelsSeries(data, palette, strip.upright)];
  if (data.moments.length > 0) series.push(momentLabels(data, palette, { xAxisIndex: 1, yAxisIndex: 1 }));
  let yAxisIndex = firstLane(data);
  for (const [index, lane] of lanes.entries()) {
    const xAxisIndex = firstLane(data) + index;
    const onLeft = { xAxisIndex, yAxisIndex };
    const onRight = lane.right === undefined ? onLeft : { xAxisIndex, yAxisIndex: yAxisIndex + 1 };
    yAxisIndex += lane.right === undefined ? 1 : 2;
    series.push(
      bandsSeries(data, palette, onLeft),
      momentSeries(data, palette, onLeft),
      ...lane.series(onLeft, onRight, visible),
    );
  }
  return series;
}

/** A slider, and the wheel with Ctrl: without it the wheel scrolls the page, as everywhere. */
function zoom(
  xAxisIndex: number[],
  sides: { readonly left: number; readonly right: number },
  palette: Palette,
  { fromMs, toMs }: Pick<VisibleWindow, 'fromMs' | 'toMs'>,
): DataZoomComponentOption[] {
  const shown = { xAxisIndex, startValue: fromMs, endValue: toMs };
  return [
    {
      type: 'inside',
      ...shown,
      filterMode: 'none',
      zoomOnMouseWheel: 'ctrl',
      moveOnMouseMove: 'shift',
      moveOnMouseWheel: false,
      preventDefaultMouseMove: false,
    },
    {
      type: 'slider',
      ...shown,
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
