import type { SeriesOption } from 'echarts';
import type { Second } from '../../model/findings.js';
import type { Axes } from './phase-bands.js';

interface Range {
  readonly fromMs: number;
  readonly toMs: number;
  readonly low: number;
  readonly high: number;
}

/**
 * From the low to the high of each second, as an upright bar of its width: nothing is drawn where nothing was. All of
 * them are one shape: an element each takes longer than everything else in the lane.
 */
export function rangeSeries(
  seconds: readonly Second[],
  axes: Axes,
  color: string,
  pick: (second: Second) => readonly [low: number | null, high: number | null],
): SeriesOption {
  const ranges = seconds.flatMap((second, index): Range[] => {
    const [low, high] = pick(second);
    const toMs = seconds[index + 1]?.atMs ?? second.atMs + 1000;
    return low === null || high === null ? [] : [{ fromMs: second.atMs, toMs, low, high }];
  });
  return {
    type: 'custom',
    ...axes,
    silent: true,
    clip: true,
    z: 1,
    encode: { x: 0, y: 1 },
    data: ranges.slice(0, 1).map(({ fromMs, low }) => [fromMs, low]),
    renderItem: (_, api) => ({
      type: 'path',
      shape: { pathData: ranges.map((range) => bar(range, (point) => api.coord(point))).join('') },
      style: { fill: color, opacity: 0.25 },
    }),
  };
}

/** A pixel at least either way: a second with one value has a range too, if a thin one. */
function bar(
  { fromMs, toMs, low, high }: Range,
  coord: (point: [number, number]) => readonly number[],
): string {
  const [x1 = 0, y1 = 0] = coord([fromMs, low]);
  const [x2 = 0, y2 = 0] = coord([toMs, high]);
  const [width, height] = [Math.max(1, x2 - x1), Math.max(1, Math.abs(y1 - y2))];
  const px = (value: number): string => value.toFixed(1);
  return `M${px(x1)} ${px(Math.min(y1, y2))}h${px(width)}v${px(height)}h${px(-width)}z`;
}
