import type { SeriesOption } from 'echarts';
import type { ChartData, ChartPhase } from '../chart-data.js';
import { formatLoad, formatMs } from '../format.js';
import { tip } from './tip.js';

const NAMES = { felt: 'perceived TTFT p50', wire: 'wire TTFT p50' } as const;

/**
 * Medians by load. Baseline, climb and peak are joined: they are the rising load. Warm-up and recovery stand alone.
 * A median that is only known to lie above a limit is an arrow at that limit.
 */
export function medianSeries(
  phases: ChartData['phases'],
  side: 'felt' | 'wire',
  color: string,
  symbol: 'circle' | 'rect',
): SeriesOption[] {
  const rising = phases.filter(({ kind }) => kind === 'baseline' || kind === 'climb' || kind === 'peak');
  const aside = phases.filter((phase) => !rising.includes(phase));
  const point = (phase: ChartPhase) => {
    const { p50, p50Over } = phase[side];
    const value = p50 ?? p50Over;
    return {
      name: phase.name,
      value: [phase.load ?? Number.NaN, value === null ? Number.NaN : value / 1000],
      ...(p50 === null ? { symbol: 'arrow', symbolSize: 12 } : {}),
    };
  };
  const tooltip = (shown: readonly ChartPhase[]): NonNullable<SeriesOption['tooltip']> => ({
    formatter: (params) => {
      const phase = shown[(params as { readonly dataIndex: number }).dataIndex];
      if (phase === undefined) return '';
      const { p50, p50Over } = phase[side];
      const text = p50 !== null ? formatMs(p50) : p50Over === null ? '–' : `over ${formatMs(p50Over)}`;
      return tip(`${phase.name}, load ${formatLoad(phase.load)}`, [[NAMES[side], text]]);
    },
  });
  const axes = { xAxisIndex: 1, yAxisIndex: 1 };
  return [
    {
      type: 'line',
      ...axes,
      symbol,
      symbolSize: 8,
      showAllSymbol: true,
      lineStyle: { color, width: 2 },
      itemStyle: { color },
      emphasis: { disabled: true },
      data: rising.map(point),
      tooltip: tooltip(rising),
    },
    {
      type: 'scatter',
      ...axes,
      symbol,
      symbolSize: 8,
      itemStyle: { color: 'transparent', borderColor: color, borderWidth: 1.5 },
      data: aside.map(point),
      tooltip: tooltip(aside),
    },
  ];
}
