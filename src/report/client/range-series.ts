import type { SeriesOption } from 'echarts';
import type { Second } from '../../model/findings.js';
import type { Axes } from './phase-bands.js';

/** From the low to the high of each second, as an upright bar of its width: nothing is drawn where nothing was. */
export function rangeSeries(
  seconds: readonly Second[],
  axes: Axes,
  color: string,
  pick: (second: Second) => readonly [low: number | null, high: number | null],
): SeriesOption {
  const data = seconds.flatMap((second, index) => {
    const [low, high] = pick(second);
    const endMs = seconds[index + 1]?.atMs ?? second.atMs + 1000;
    return low === null || high === null ? [] : [[second.atMs, endMs, low, high]];
  });
  return {
    type: 'custom',
    ...axes,
    silent: true,
    clip: true,
    z: 1,
    encode: { x: [0, 1], y: [2, 3] },
    data,
    renderItem: (_, api) => {
      const [x1 = 0, y1 = 0] = api.coord([api.value(0), api.value(2)]);
      const [x2 = 0, y2 = 0] = api.coord([api.value(1), api.value(3)]);
      return {
        type: 'rect',
        // A pixel at least: a second with one value has a range too, if a thin one.
        shape: {
          x: x1,
          y: Math.min(y1, y2),
          width: Math.max(1, x2 - x1),
          height: Math.max(1, Math.abs(y1 - y2)),
        },
        style: { fill: color, opacity: 0.25 },
      };
    },
  };
}
