import type { ECharts } from 'echarts/core';
import type { ChartData } from '../chart-data.js';
import type { Palette } from '../palette.js';
import { type ChartDrawing, drawChart } from './drawn-chart.js';
import { sideMargins } from './look.js';
import { timelineHeight, timelineOption, timelineSeries, timelineStart } from './timeline-option.js';
import type { VisibleWindow } from './visible-window.js';

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

/** The timeline, of which only what is visible is given to the chart, thinned to the pixels there are. */
export function timelineView(data: ChartData, palette: () => Palette): TimelineView | null {
  const startMs = timelineStart(data);
  let [fromMs, toMs] = [startMs, data.durationMs];
  const windowAt = (width: number): VisibleWindow => {
    const { left, right } = sideMargins(width);
    return { fromMs, toMs, width: width - left - right };
  };
  const drawing: ChartDrawing = {
    id: 'chart-timeline',
    renderer: data.marks.length > MOST_MARKS || data.seconds.length > MOST_SECONDS ? 'canvas' : 'svg',
    option: ({ palette: colors, width }) => timelineOption(data, colors, width, windowAt(width)),
    height: ({ palette: colors, width }) => timelineHeight(data, colors, width),
  };
  const drawn = drawChart(drawing, palette);
  if (drawn === null) return null;
  const { chart, box, draw } = drawn;
  let isDue = false;
  const redraw = (): void => {
    isDue = false;
    const width = box.clientWidth;
    chart.setOption({ series: timelineSeries(data, palette(), width, windowAt(width)) });
  };
  chart.on('datazoom', (event) => {
    const zoom = event as ZoomEvent;
    const { start, end, startValue, endValue } = zoom.batch?.[0] ?? zoom;
    const at = (percent: number | undefined, other: number): number =>
      percent === undefined ? other : startMs + ((data.durationMs - startMs) * percent) / 100;
    fromMs = startValue ?? at(start, fromMs);
    toMs = endValue ?? at(end, toMs);
    if (!isDue) requestAnimationFrame(redraw);
    isDue = true;
  });
  return { chart, draw };
}
