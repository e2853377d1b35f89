import type { EChartsOption } from 'echarts';
import { CHART_DATA_ID, type ChartData } from '../chart-data.js';
import { PALETTES, type Palette } from '../palette.js';
import { attributionOption } from './attribution-option.js';
import { doseResponseOption } from './dose-response-option.js';
import { echarts } from './echarts.js';
import { timelineHeight, timelineOption } from './timeline-option.js';
import { wireZoomButtons } from './zoom-buttons.js';

interface Chart {
  readonly id: string;
  readonly option: (data: ChartData, palette: Palette, width: number) => EChartsOption;
  /** Where it depends on the width; elsewhere the page says it. */
  readonly height?: (data: ChartData, palette: Palette, width: number) => number;
}

const CHARTS: readonly Chart[] = [
  { id: 'chart-timeline', option: timelineOption, height: timelineHeight },
  { id: 'chart-dose-response', option: doseResponseOption },
  { id: 'chart-attribution', option: attributionOption },
];

const data = JSON.parse(document.getElementById(CHART_DATA_ID)?.textContent ?? 'null') as ChartData;
const dark = matchMedia('(prefers-color-scheme: dark)');
let printing = false;

const drawn = CHARTS.flatMap(({ id, option, height }) => {
  const box = document.getElementById(id);
  if (box === null) return [];
  const chart = echarts.init(box, null, { renderer: 'svg' });
  const draw = (): void => {
    const palette = PALETTES[dark.matches && !printing ? 'dark' : 'light'];
    if (height) box.style.height = `${height(data, palette, box.clientWidth)}px`;
    chart.resize();
    chart.setOption(option(data, palette, box.clientWidth), { notMerge: true });
  };
  draw();
  let width = box.clientWidth;
  new ResizeObserver(() => {
    if (box.clientWidth === width || box.clientWidth === 0) return;
    width = box.clientWidth;
    draw();
  }).observe(box);
  return [{ id, chart, draw }];
});

const redraw = (): void => {
  for (const { draw } of drawn) draw();
};
dark.addEventListener('change', redraw);
for (const [event, on] of [
  ['beforeprint', true],
  ['afterprint', false],
] as const) {
  addEventListener(event, () => {
    printing = on;
    redraw();
  });
}

const timeline = drawn.find(({ id }) => id === 'chart-timeline');
if (timeline) wireZoomButtons(timeline.chart, data.durationMs);
