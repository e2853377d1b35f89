import type { EChartsOption } from 'echarts';
import type { ChartData } from '../chart-data.js';
import { PALETTES } from '../palette.js';
import { timelineLanes } from '../timeline-lanes.js';
import { attributionOption } from './attribution-option.js';
import { doseResponseOption } from './dose-response-option.js';
import { echarts } from './echarts.js';
import { sideMargins } from './look.js';
import { saturationHeight, saturationOption } from './saturation-option.js';
import { timelineHeight, timelineOption, timelineStart } from './timeline-option.js';

/** A chart of the report as a picture by itself. */
export interface SvgChart {
  readonly chart: 'dose-response' | 'timeline' | 'attribution' | 'saturation';
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

/** CSS pixels. */
const WIDTH = 960;
const DOSE_RESPONSE_HEIGHT = 566;
/** What the bar for zooming takes under the timeline's axis: nobody can zoom in a picture. */
const ZOOM_BAR = 24;

const palette = PALETTES.light;

/** The charts of the whole run, as far as there is something to draw. Runs without a page, so also in Node. */
export function svgCharts(data: ChartData): readonly SvgChart[] {
  const { loadLine, wireLoadLine, phases } = data;
  const loads = new Set([...loadLine.steps, ...wireLoadLine.steps].map(({ load }) => load));
  const attributed = phases.filter(({ parts }) => parts.some((part) => part !== null));
  const crowded = phases.filter(
    ({ kind, startsPerSecond }) => (kind === 'climb' || kind === 'peak') && startsPerSecond !== null,
  );
  return [
    ...(loads.size < 2
      ? []
      : [draw('dose-response', DOSE_RESPONSE_HEIGHT, doseResponseOption(data, palette, WIDTH))]),
    ...timeline(data, timelineStart(data), data.durationMs),
    ...(attributed.length === 0
      ? []
      : [draw('attribution', 90 + attributed.length * 34, attributionOption(data, palette, WIDTH))]),
    ...(crowded.length < 2
      ? []
      : [draw('saturation', saturationHeight(WIDTH), saturationOption(data, palette, WIDTH))]),
  ];
}

/** The timeline of a part of the run; `null`: nothing was recorded. */
export function svgTimeline(data: ChartData, fromMs: number, toMs: number): SvgChart | null {
  return timeline(data, fromMs, toMs)[0] ?? null;
}

function timeline(data: ChartData, fromMs: number, toMs: number): readonly SvgChart[] {
  if (timelineLanes(data).length === 0) return [];
  const { left, right } = sideMargins(WIDTH);
  const window = { fromMs, toMs, width: WIDTH - left - right };
  const option = timelineOption(data, palette, WIDTH, window, window);
  const height = timelineHeight(data, palette, WIDTH) - ZOOM_BAR;
  const zooms = [option.dataZoom ?? []].flat();
  return [draw('timeline', height, { ...option, dataZoom: zooms.filter(({ type }) => type === 'inside') })];
}

function draw(chart: SvgChart['chart'], height: number, option: EChartsOption): SvgChart {
  const drawn = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    drawn.setOption(option);
    return { chart, width: WIDTH, height, svg: drawn.renderToSVGString() };
  } finally {
    drawn.dispose();
  }
}
