import type { SeriesOption } from 'echarts';
import type { LoadLine } from '../../model/findings.js';
import { formatLoad, formatNumber, formatShare, formatShareInterval } from '../format.js';
import { tip } from './tip.js';

/**
 * Measured shares with their intervals, and the fit through them. `shiftX` sets felt and wire apart by a few pixels;
 * steps of the same load stand beside each other.
 */
export function shareSeries(
  line: LoadLine,
  color: string,
  shape: 'circle' | 'rect',
  shiftX: number,
): SeriesOption[] {
  const steps = line.steps.filter((step) => step.share !== null);
  const seen = new Map<number, number>();
  const shifts = steps.map(({ load }) => {
    const before = seen.get(load) ?? 0;
    seen.set(load, before + 1);
    return shiftX * (1 + 2 * before);
  });
  const fitted = new Map(
    line.steps.flatMap(({ load, fitted: share }) => (share === null ? [] : [[load, share * 100]])),
  );
  return [
    {
      type: 'line',
      silent: true,
      symbol: 'none',
      z: 2,
      lineStyle: { color, width: 2 },
      emphasis: { disabled: true },
      data: [...fitted].sort(([a], [b]) => (a ?? 0) - (b ?? 0)),
    },
    {
      type: 'custom',
      z: 3,
      encode: { x: 0, y: 1 },
      data: steps.map((step) => [step.load, (step.share ?? 0) * 100]),
      tooltip: {
        formatter: (params) => {
          const step = steps[(params as { readonly dataIndex: number }).dataIndex];
          if (step === undefined) return '';
          return tip(`${step.phase}, load ${formatLoad(step.load)}`, [
            ['good', `${formatNumber(step.good)} of ${formatNumber(step.n)}`],
            ['share', formatShare(step.share ?? 0)],
            ['95 % interval', step.shareCi95 === null ? '–' : formatShareInterval(step.shareCi95)],
            ['fitted', step.fitted === null ? '–' : formatShare(step.fitted)],
          ]);
        },
      },
      renderItem: (params, api) => {
        const step = steps[params.dataIndex];
        const [plainX = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
        const x = plainX + (shifts[params.dataIndex] ?? 0);
        const [low, high] = (step?.shareCi95 ?? [0, 0]).map(
          (share) => api.coord([api.value(0), share * 100])[1] ?? 0,
        );
        const mark =
          shape === 'circle'
            ? ({ type: 'circle', shape: { cx: x, cy: y, r: 4.5 }, style: { fill: color } } as const)
            : ({
                type: 'rect',
                shape: { x: x - 4, y: y - 4, width: 8, height: 8 },
                style: { fill: color },
              } as const);
        return {
          type: 'group',
          children: [
            {
              type: 'line',
              invisible: !step?.shareCi95,
              shape: { x1: x, x2: x, y1: low ?? y, y2: high ?? y },
              style: { stroke: color, lineWidth: 1.5 },
            },
            mark,
          ],
        };
      },
    },
  ];
}
