import type { SeriesOption } from 'echarts';
import type { ChartData } from '../chart-data.js';
import { formatMs } from '../format.js';
import type { Palette } from '../palette.js';
import { FONT } from './look.js';
import type { Axes } from './phase-bands.js';

/** The longest wait that a good turn may have, as a line across a lane of waits in seconds. */
export function limitSeries({ waitLimitMs }: ChartData, palette: Palette, axes: Axes): SeriesOption {
  return {
    type: 'line',
    ...axes,
    data: [],
    silent: true,
    tooltip: { show: false },
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      data: [{ yAxis: waitLimitMs / 1000 }],
      lineStyle: { color: palette.soft, type: 'dashed', width: 1 },
      label: {
        position: 'insideEndTop',
        formatter: `good up to ${formatMs(waitLimitMs)}`,
        color: palette.soft,
        fontFamily: FONT,
        fontSize: 10,
        distance: 2,
      },
    },
  };
}
