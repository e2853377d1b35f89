import type { SeriesOption } from 'echarts';
import type { ChartData } from '../chart-data.js';
import type { Palette } from '../palette.js';
import { thinSeconds } from '../thin-seconds.js';
import type { TimelineLane } from './timeline-lane-shape.js';

/** How the lines are told apart, in their order. */
const DASHES = ['solid', [6, 3], [2, 3]] as const;
const WORDS = ['', ' (dashed)', ' (dotted)'] as const;
const NAME_CHARS = 44;

interface Row {
  readonly atMs: number;
  readonly [series: number]: number | null;
}

/** The backend's own series, each as a share of its most: their units have nothing in common. */
export function backendLane({ backend }: ChartData, palette: Palette): TimelineLane {
  const { atMs, series } = backend;
  const most = series.map(({ values }) =>
    values.reduce<number>((high, value) => Math.max(high, Math.abs(value ?? 0)), 0),
  );
  const names = series.map(({ name }, nth) => shortened(name) + WORDS[nth]);
  return {
    title: `Backend, % of the most of each: ${names.join(', ')}`,
    shortTitle: 'Backend, % of the most of each',
    height: 82,
    left: { min: 0, max: 100, interval: 50 },
    series: (left, _, { seconds }) => {
      const [fromMs, toMs] = [seconds[0]?.atMs ?? 0, seconds.at(-1)?.atMs ?? 0];
      const rows = atMs.flatMap((ms, second): Row[] =>
        ms < fromMs || ms > toMs
          ? []
          : [
              {
                atMs: ms,
                ...Object.fromEntries(series.map(({ values }, nth) => [nth, values[second] ?? null])),
              },
            ],
      );
      const thinned = thinSeconds(rows, Math.max(100, seconds.length));
      return series.map(
        (_series, nth): SeriesOption => ({
          type: 'line',
          ...left,
          data: thinned.map((row) => [row.atMs + 500, shareOf(row[nth] ?? null, most[nth]!)]),
          showSymbol: false,
          silent: true,
          z: 2,
          lineStyle: { color: palette.wire, width: 1.3, type: DASHES[nth] as 'solid' | number[] },
          itemStyle: { color: palette.wire },
          emphasis: { disabled: true },
        }),
      );
    },
  };
}

/** What was below zero has no place in the lane; the tip tells it. */
const shareOf = (value: number | null, most: number): number | null =>
  value === null || most === 0 ? null : (100 * Math.max(0, value)) / most;

const shortened = (name: string): string =>
  name.length <= NAME_CHARS ? name : `${name.slice(0, NAME_CHARS - 1)}…`;
