import type { ECharts } from 'echarts/core';
import type { ChartData } from '../chart-data.js';
import type { Palette } from '../palette.js';
import { type ChartDrawing, drawChart } from './drawn-chart.js';
import { sideMargins } from './look.js';
import { timelineHeight, timelineOption, timelineSeries, timelineStart } from './timeline-option.js';
import { suffices, type VisibleWindow, withMargin } from './visible-window.js';

/** More marks or seconds than this are drawn on a canvas. */
const MOST_MARKS = 800;
const MOST_SECONDS = 1200;

/** What a zoom event tells: either the ends in per cent or their values. */
interface ZoomEvent {
  readonly start?: number;
  readonly end?: number;
  readonly startValue?: number;
  readonly endValue?: number;
  readonly batch?: readonly ZoomEvent[];
}

export interface TimelineView {
  readonly chart: ECharts;
  draw(): void;
}

/** After so long without another move the chart is given just what belongs to what is seen. */
const SETTLED_MS = 120;

/**
 * The timeline, of which only what is visible, and a margin, is given to the chart, thinned to the pixels there are. While it is
 * moved or zoomed the chart draws what it has, as long as that will do: each time that it is given something it works as
 * long again as for the move itself.
 */
export function timelineView(data: ChartData, palette: () => Palette): TimelineView | null {
  const startMs = timelineStart(data);
  let [fromMs, toMs] = [startMs, data.durationMs];
  /** What the chart was given. */
  let given: VisibleWindow = { fromMs, toMs, width: 0 };
  const give = (boxWidth: number): VisibleWindow => {
    const { left, right } = sideMargins(boxWidth);
    given = withMargin({ fromMs, toMs, width: boxWidth - left - right });
    return given;
  };
  const drawing: ChartDrawing = {
    id: 'chart-timeline',
    renderer: data.marks.length > MOST_MARKS || data.seconds.length > MOST_SECONDS ? 'canvas' : 'svg',
    option: ({ palette: colors, width }) =>
      timelineOption(data, colors, width, { fromMs, toMs }, give(width)),
    height: ({ palette: colors, width }) => timelineHeight(data, colors, width),
  };
  const drawn = drawChart(drawing, palette);
  if (drawn === null) return null;
  const { chart, box, draw } = drawn;
  let due: ReturnType<typeof setTimeout> | undefined;
  const redraw = (): void => {
    const width = box.clientWidth;
    chart.setOption({ series: timelineSeries(data, palette(), width, give(width)) });
  };
  chart.on('datazoom', (event) => {
    const zoom = event as ZoomEvent;
    const { start, end, startValue, endValue } = zoom.batch?.[0] ?? zoom;
    const at = (percent: number | undefined, other: number): number =>
      percent === undefined ? other : startMs + ((data.durationMs - startMs) * percent) / 100;
    fromMs = startValue ?? at(start, fromMs);
    toMs = endValue ?? at(end, toMs);
    clearTimeout(due);
    // A task of its own: in a frame it would come on top of what painting the move takes.
    const isEnough = suffices(given, { fromMs, toMs }, { fromMs: startMs, toMs: data.durationMs });
    due = setTimeout(redraw, isEnough ? SETTLED_MS : 0);
  });
  return { chart, draw };
}
