import type { EChartsOption } from 'echarts';
import type { ECharts } from 'echarts/core';
import type { Palette } from '../palette.js';
import { echarts } from './echarts.js';

export interface ChartLook {
  readonly palette: Palette;
  /** CSS pixels. */
  readonly width: number;
}

export interface ChartDrawing {
  /** Of the element that it is drawn into. */
  readonly id: string;
  /** SVG stays sharp in print and zoom; a canvas is for what would be thousands of elements. */
  readonly renderer: 'svg' | 'canvas';
  readonly option: (look: ChartLook) => EChartsOption;
  /** Where it depends on the width; elsewhere the page says it. */
  readonly height?: (look: ChartLook) => number;
}

export interface DrawnChart {
  readonly chart: ECharts;
  readonly box: HTMLElement;
  /** Draws it anew, e.g. in other colours. */
  draw(): void;
}

/** Draws a chart where the page has a place for it, and again whenever that becomes wider or narrower. */
export function drawChart(
  { id, renderer, option, height }: ChartDrawing,
  palette: () => Palette,
): DrawnChart | null {
  const box = document.getElementById(id);
  if (box === null) return null;
  const chart = echarts.init(box, null, { renderer });
  const draw = (): void => {
    const look = { palette: palette(), width: box.clientWidth };
    if (height) box.style.height = `${height(look)}px`;
    chart.resize();
    chart.setOption(option(look), { notMerge: true });
  };
  draw();
  let width = box.clientWidth;
  new ResizeObserver(() => {
    if (box.clientWidth === width || box.clientWidth === 0) return;
    width = box.clientWidth;
    draw();
  }).observe(box);
  return { chart, box, draw };
}
