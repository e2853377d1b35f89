import type { SeriesOption } from 'echarts';
import type { ChartData } from '../chart-data.js';
import type { Palette } from '../palette.js';
import { FONT } from './look.js';

export interface Axes {
  readonly xAxisIndex: number;
  readonly yAxisIndex: number;
}

/** What a custom series is told about the area it draws in. */
interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a phase lies on the screen, cut to the drawing area; `null`: outside of it. */
function place(area: Area, fromX: number, toX: number): { x: number; width: number } | null {
  const x = Math.max(area.x, fromX);
  const end = Math.min(area.x + area.width, toX);
  return end <= x ? null : { x, width: end - x };
}

/** Phases as shades behind a lane, the darker the more load, with a line where each begins. */
export function bandsSeries(data: ChartData, palette: Palette, axes: Axes): SeriesOption {
  const phases = drawn(data);
  const loads = phases.flatMap((phase) => phase.load ?? []);
  const [least, most] = [Math.min(...loads), Math.max(...loads)];
  return {
    type: 'custom',
    ...axes,
    silent: true,
    z: 0,
    encode: { x: [0, 1], y: 2 },
    data: phases.map((phase) => [phase.fromMs, phase.toMs, 0]),
    tooltip: { show: false },
    renderItem: (params, api) => {
      const area = params.coordSys as unknown as Area;
      const fromX = api.coord([api.value(0), 0])[0] ?? 0;
      const shown = place(area, fromX, api.coord([api.value(1), 0])[0] ?? 0);
      if (shown === null) return null;
      const load = phases[params.dataIndex]?.load ?? least;
      const share = most > least ? (load - least) / (most - least) : 0;
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: { ...shown, y: area.y, height: area.height },
            style: { fill: palette.band, opacity: 0.015 + 0.085 * share },
          },
          {
            type: 'line',
            invisible: fromX < area.x,
            shape: { x1: fromX, x2: fromX, y1: area.y, y2: area.y + area.height },
            style: { stroke: palette.faint, lineWidth: 1, opacity: 0.6 },
          },
        ],
      };
    },
  };
}

/** Phases as often as they were: of merged replicates once in each. */
const drawn = ({ phases }: ChartData): ChartData['phases'] =>
  phases.flatMap((phase) =>
    (phase.windows ?? [phase]).map(({ fromMs, toMs }) => ({ ...phase, fromMs, toMs })),
  );

/** The names of the phases over the lanes. A name that does not fit is shortened; the pointer tells it whole. */
export function labelsSeries(data: ChartData, palette: Palette, upright: boolean): SeriesOption {
  const phases = drawn(data);
  return {
    type: 'custom',
    xAxisIndex: 0,
    yAxisIndex: 0,
    silent: true,
    encode: { x: [0, 1], y: 2 },
    data: phases.map((phase) => [phase.fromMs, phase.toMs, 0]),
    tooltip: { show: false },
    renderItem: (params, api) => {
      const area = params.coordSys as unknown as Area;
      const shown = place(area, api.coord([api.value(0), 0])[0] ?? 0, api.coord([api.value(1), 0])[0] ?? 0);
      const phase = phases[params.dataIndex];
      if (shown === null || phase === undefined || shown.width < 12) return null;
      return {
        type: 'text',
        x: upright ? shown.x + Math.min(shown.width / 2, 9) : shown.x + 2,
        y: upright ? area.y + area.height : area.y + area.height / 2,
        rotation: upright ? Math.PI / 2 : 0,
        style: {
          text: phase.name,
          width: upright ? area.height - 2 : shown.width - 2,
          overflow: 'truncate',
          ellipsis: '…',
          align: 'left',
          verticalAlign: 'middle',
          fill: palette.soft,
          font: `11px ${FONT}`,
        },
      };
    },
  };
}
