import { CHART_DATA_ID } from '../chart-data.js';
import { unpackChartData } from '../chart-json.js';
import { PALETTES, type Palette } from '../palette.js';
import { attributionOption } from './attribution-option.js';
import { doseResponseOption } from './dose-response-option.js';
import { type DrawingStep, drawInTurn } from './draw-in-turn.js';
import { type ChartDrawing, drawChart } from './drawn-chart.js';
import { saturationHeight, saturationOption } from './saturation-option.js';
import { timelineView } from './timeline-view.js';
import { wireDownloads } from './wire-downloads.js';
import { wireMoment } from './wire-moment.js';
import { wireReplay } from './wire-replay.js';
import { wireZoomButtons } from './zoom-buttons.js';

const data = unpackChartData(document.getElementById(CHART_DATA_ID)?.textContent ?? 'null');
const dark = matchMedia('(prefers-color-scheme: dark)');
let printing = false;
const palette = (): Palette => PALETTES[dark.matches && !printing ? 'dark' : 'light'];

const CHARTS: readonly ChartDrawing[] = [
  {
    id: 'chart-dose-response',
    renderer: 'svg',
    option: (look) => doseResponseOption(data, look.palette, look.width),
  },
  {
    id: 'chart-attribution',
    renderer: 'svg',
    option: (look) => attributionOption(data, look.palette, look.width),
  },
  {
    id: 'chart-saturation',
    renderer: 'svg',
    option: (look) => saturationOption(data, look.palette, look.width),
    height: ({ width }) => saturationHeight(width),
  },
];

const redraws: (() => void)[] = [];
const drawTimeline = (): void => {
  const timeline = timelineView(data, palette);
  if (timeline === null) return;
  redraws.push(timeline.draw);
  wireZoomButtons(timeline.chart, data.durationMs);
  wireMoment(timeline.chart, data);
};
const stepOf = (drawing: ChartDrawing): DrawingStep => ({
  place: document.getElementById(drawing.id),
  draw: () => {
    const drawn = drawChart(drawing, palette);
    if (drawn !== null) redraws.push(drawn.draw);
  },
});
const [first, ...others] = CHARTS.map(stepOf);
// In the order of reading.
const drawRest = drawInTurn(
  [
    { place: document.getElementById('replay'), draw: wireReplay },
    first!,
    { place: document.getElementById('chart-timeline'), draw: drawTimeline },
    ...others,
    { place: document.getElementById('data'), draw: wireDownloads },
  ],
  {
    onShown: () => {
      document.documentElement.dataset.shown = '';
    },
    onDrawn: () => {
      document.documentElement.dataset.drawn = '';
    },
  },
);

const redraw = (): void => {
  // Whoever prints before all is drawn gets all of it.
  drawRest();
  for (const each of redraws) each();
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
