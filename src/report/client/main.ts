import type { EChartsOption } from 'echarts';
import { CHART_DATA_ID, type ChartData } from '../chart-data.js';
import { PALETTES, type Palette } from '../palette.js';
import { attributionOption } from './attribution-option.js';
import { doseResponseOption } from './dose-response-option.js';
import { echarts } from './echarts.js';
import { timelineOption } from './timeline-option.js';
import { wireZoomButtons } from './zoom-buttons.js';

type MakeOption = (data: ChartData, palette: Palette, width: number) => EChartsOption;

const CHARTS: readonly (readonly [id: string, make: MakeOption])[] = [
  ['chart-timeline', timelineOption],
  ['chart-dose-response', doseResponseOption],
  ['chart-attribution', attributionOption],
];

const data = JSON.parse(document.getElementById(CHART_DATA_ID)?.textContent ?? 'null') as ChartData;
const dark = matchMedia('(prefers-color-scheme: dark)');
let printing = false;

const drawn = CHARTS.flatMap(([id, make]) => {
  const box = document.getElementById(id);
  if (box === null) return [];
  const chart = echarts.init(box, null, { renderer: 'svg' });
  const draw = (): void => {
    const palette = PALETTES[dark.matches && !printing ? 'dark' : 'light'];
    chart.resize();
    chart.setOption(make(data, palette, chart.getWidth()), { notMerge: true });
  };
  draw();
  let width = chart.getWidth();
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
