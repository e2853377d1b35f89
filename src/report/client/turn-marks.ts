import type { SeriesOption } from 'echarts';
import { UNCOUNTED_TURN_OUTCOMES } from '../../model/outcome.js';
import type { ChartMark } from '../chart-data.js';
import type { Palette } from '../palette.js';
import type { Axes } from './phase-bands.js';

const CROSS = 'path://M-5,-5L5,5M5,-5L-5,5';

export type Kind = 'good' | 'bad' | 'unanswered' | 'uncounted';

/** What a turn is drawn as. */
export function kindOf(mark: ChartMark): Kind {
  if (UNCOUNTED_TURN_OUTCOMES.includes(mark.outcome)) return 'uncounted';
  if (mark.perceivedTtftMs === null) return 'unanswered';
  return mark.good ? 'good' : 'bad';
}

/** A turn without a first text has no height of its own: it is drawn at the top edge, as "more than all of this". */
export function heightOf(mark: ChartMark, topS: number): number {
  return mark.perceivedTtftMs === null ? topS : mark.perceivedTtftMs / 1000;
}

/** More marks than this are drawn as one shape: an element each takes ten times as long. */
const MOST_SYMBOLS = 400;

/** Each kind of turn with a shape of its own; colour repeats what the shape says. */
export function turnSeries(
  marks: readonly ChartMark[],
  palette: Palette,
  axes: Axes,
  topS: number,
): SeriesOption[] {
  const looks: readonly (readonly [Kind, object])[] = [
    [
      'uncounted',
      {
        symbol: 'circle',
        symbolSize: 8,
        itemStyle: { color: 'transparent', borderColor: palette.faint, borderWidth: 1.6 },
      },
    ],
    [
      'good',
      {
        symbol: 'circle',
        symbolSize: 9,
        itemStyle: { color: palette.felt, borderColor: palette.paper, borderWidth: 1 },
      },
    ],
    [
      'bad',
      {
        symbol: 'triangle',
        symbolSize: 11,
        itemStyle: { color: palette.bad, borderColor: palette.paper, borderWidth: 1 },
      },
    ],
    [
      'unanswered',
      {
        symbol: CROSS,
        symbolSize: 10,
        itemStyle: { color: 'transparent', borderColor: palette.bad, borderWidth: 2.4 },
      },
    ],
  ];
  return looks.map(([kind, look]) => ({
    type: 'scatter' as const,
    ...axes,
    ...look,
    // One shape for all of them; a cross is no symbol that this can be done with.
    large: kind !== 'unanswered',
    largeThreshold: MOST_SYMBOLS,
    clip: true,
    silent: true,
    z: 4,
    emphasis: { disabled: true },
    data: marks
      .filter((mark) => kindOf(mark) === kind)
      .map((mark) => [mark.submittedMs, heightOf(mark, topS)]),
  }));
}

/** More bars than this are a smear. */
const MOST_BARS = 600;

/** From sending to settled, at the height of the mark: one shape for all good turns, and one for the others. */
export function barsSeries(
  marks: readonly ChartMark[],
  palette: Palette,
  axes: Axes,
  topS: number,
): SeriesOption {
  const settled = marks.length > MOST_BARS ? [] : marks.filter((mark) => mark.settledMs !== null);
  const isGood = (mark: ChartMark): boolean => kindOf(mark) === 'good';
  const shapes = [
    { stroke: palette.felt, bars: settled.filter(isGood) },
    { stroke: palette.bad, bars: settled.filter((mark) => !isGood(mark)) },
  ].filter(({ bars }) => bars.length > 0);
  return {
    type: 'custom',
    ...axes,
    silent: true,
    clip: true,
    z: 3,
    encode: { x: 0, y: 1 },
    data: shapes.map(({ bars }) => [bars[0]!.submittedMs, heightOf(bars[0]!, topS)]),
    renderItem: (params, api) => {
      const shape = shapes[params.dataIndex];
      if (shape === undefined) return null;
      const lines = shape.bars.map((mark) => {
        const y = heightOf(mark, topS);
        const [x1 = 0, y1 = 0] = api.coord([mark.submittedMs, y]);
        const [x2 = 0] = api.coord([mark.submittedMs + (mark.settledMs ?? 0), y]);
        return `M${x1.toFixed(1)} ${y1.toFixed(1)}H${x2.toFixed(1)}`;
      });
      return {
        type: 'path',
        shape: { pathData: lines.join('') },
        style: { fill: 'none', stroke: shape.stroke, lineWidth: 3, opacity: 0.35 },
      };
    },
  };
}

/** Pauses of the painted text, on the bar of their turn; those that were the page's own have an outline. */
export function stallSeries(
  marks: readonly ChartMark[],
  palette: Palette,
  axes: Axes,
  topS: number,
): SeriesOption {
  const stalls = marks.flatMap((mark) =>
    mark.stalls.map((stall) => ({ ...stall, at: heightOf(mark, topS) })),
  );
  return {
    type: 'custom',
    ...axes,
    silent: true,
    clip: true,
    z: 3,
    encode: { x: [0, 1], y: 2 },
    data: stalls.map(({ fromMs, durationMs, at }) => [fromMs, fromMs + durationMs, at]),
    renderItem: (params, api) => {
      const [x1 = 0, y = 0] = api.coord([api.value(0), api.value(2)]);
      const [x2 = 0] = api.coord([api.value(1), api.value(2)]);
      const own = stalls[params.dataIndex]?.cause === 'page';
      return {
        type: 'rect',
        shape: { x: x1, y: y - 4, width: Math.max(3, x2 - x1), height: 8 },
        style: { fill: own ? palette.paper : palette.bad, stroke: palette.bad, lineWidth: own ? 1.5 : 0 },
      };
    },
  };
}
