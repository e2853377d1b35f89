import type { SeriesOption } from 'echarts';
import type { ChartData } from '../chart-data.js';
import type { Palette } from '../palette.js';
import { FONT } from './look.js';
import type { Axes } from './phase-bands.js';

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What happened at one instant, as a line through a lane. */
export function momentSeries({ moments }: ChartData, palette: Palette, axes: Axes): SeriesOption {
  return {
    type: 'custom',
    ...axes,
    silent: true,
    clip: true,
    z: 2,
    encode: { x: 0, y: 1 },
    data: moments.map(({ atMs }) => [atMs, 0]),
    renderItem: (params, api) => {
      const area = params.coordSys as unknown as Area;
      const [x = 0] = api.coord([api.value(0), 0]);
      return {
        type: 'line',
        shape: { x1: x, x2: x, y1: area.y, y2: area.y + area.height },
        style: { stroke: palette.bad, lineWidth: 1.5, lineDash: [2, 3] },
      };
    },
  };
}

/** The names of the moments, in a strip of their own. One that would run into its neighbour goes to the other side. */
export function momentLabels({ moments }: ChartData, palette: Palette, axes: Axes): SeriesOption {
  return {
    type: 'custom',
    ...axes,
    silent: true,
    encode: { x: 0, y: 1 },
    data: moments.map(({ atMs }) => [atMs, 0]),
    renderItem: (params, api) => {
      const area = params.coordSys as unknown as Area;
      const [x = 0] = api.coord([api.value(0), 0]);
      const moment = moments[params.dataIndex];
      if (moment === undefined || x < area.x || x > area.x + area.width) return null;
      const width = moment.name.length * 6.4 + 8;
      const next = moments[params.dataIndex + 1];
      const nextX = next === undefined ? Number.POSITIVE_INFINITY : (api.coord([next.atMs, 0])[0] ?? 0);
      const toTheLeft = x + width > Math.min(area.x + area.width + 30, nextX);
      return {
        type: 'group',
        children: [
          {
            type: 'line',
            shape: { x1: x, x2: x, y1: area.y, y2: area.y + area.height },
            style: { stroke: palette.bad, lineWidth: 1.5 },
          },
          {
            type: 'text',
            x: toTheLeft ? x - 4 : x + 4,
            y: area.y + area.height / 2,
            style: {
              text: moment.name,
              align: toTheLeft ? 'right' : 'left',
              verticalAlign: 'middle',
              fill: palette.bad,
              font: `600 11px ${FONT}`,
            },
          },
        ],
      };
    },
  };
}
