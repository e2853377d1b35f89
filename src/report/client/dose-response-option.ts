import type { EChartsOption, SeriesOption } from 'echarts';
import type { ChartData } from '../chart-data.js';
import { formatLoad, formatLoadInterval } from '../format.js';
import type { Palette } from '../palette.js';
import { loadLineSeries } from './load-line-series.js';
import { axisLook, baseOption, scaleTo, sideMargins } from './look.js';
import { medianSeries } from './median-series.js';
import { shareSeries } from './share-series.js';

const UPPER = { top: 56, height: 250 };
const LOWER = { top: 346, height: 160 };

/** Above: the share that was good, by load. Below: what the wait did meanwhile. */
export function doseResponseOption(data: ChartData, palette: Palette, width: number): EChartsOption {
  const { loadLine, wireLoadLine, phases } = data;
  const { left } = sideMargins(width);
  const right = 18;
  const look = axisLook(palette);
  const loads = [
    ...phases.flatMap((phase) => phase.load ?? []),
    ...[loadLine, wireLoadLine].flatMap((line) => [line.value ?? 0, ...(line.ci95 ?? [])]),
  ];
  const most = Math.max(1, ...loads) * 1.06;
  const waits = phases.flatMap(({ felt, wire }) =>
    [felt, wire].map((point) => point.p50 ?? point.p50Over ?? 0),
  );
  return {
    ...baseOption(palette),
    title: [
      { text: 'Good turns and streams, %', top: UPPER.top - 52 },
      { text: 'Time to first text, p50, s', top: LOWER.top - 24 },
    ].map((title) => ({
      ...title,
      left: left - 4,
      padding: 0,
      textStyle: { color: palette.ink, fontSize: 12, fontWeight: 600 as const },
    })),
    grid: [
      { left, right, ...UPPER },
      { left, right, ...LOWER },
    ],
    xAxis: [0, 1].map((gridIndex) => ({
      type: 'value' as const,
      gridIndex,
      min: 0,
      max: most,
      ...look,
      splitLine: { show: false },
      // One axis for both panels: its figures stand under the lower.
      axisLabel: {
        ...look.axisLabel,
        show: gridIndex === 1,
        showMaxLabel: false,
        formatter: (load: number) => formatLoad(load),
      },
      ...(gridIndex === 1
        ? { name: 'load: conversations at once', nameLocation: 'middle' as const, nameGap: 26 }
        : {}),
    })),
    yAxis: [
      { type: 'value', gridIndex: 0, min: 0, max: 100, interval: 25, ...look },
      { type: 'value', gridIndex: 1, ...scaleTo((Math.max(0, ...waits) / 1000) * 1.05), ...look },
    ],
    tooltip: { ...baseOption(palette).tooltip, trigger: 'item' },
    series: [
      ...loadLineSeries(
        [
          { line: wireLoadLine, color: palette.wire, label: label('wire', wireLoadLine, width) },
          { line: loadLine, color: palette.felt, label: label('felt', loadLine, width) },
        ],
        palette,
      ),
      criterion(loadLine.criterionShare, palette),
      ...shareSeries(wireLoadLine, palette.wire, 'rect', 5),
      ...shareSeries(loadLine, palette.felt, 'circle', -5),
      ...medianSeries(phases, 'wire', palette.wire, 'rect'),
      ...medianSeries(phases, 'felt', palette.felt, 'circle'),
    ],
  };
}

/** With its interval where there is room. */
function label(side: string, line: ChartData['loadLine'], width: number): string {
  if (line.value === null) return '';
  const interval = line.ci95 === null || width < 520 ? '' : ` (${formatLoadInterval(line.ci95)})`;
  return `${side} ${formatLoad(line.value)}${interval}`;
}

function criterion(share: number, palette: Palette): SeriesOption {
  return {
    type: 'line',
    data: [],
    silent: true,
    markLine: {
      symbol: 'none',
      animation: false,
      lineStyle: { color: palette.ink, type: [5, 4], width: 1 },
      // Its figure stands in the key: in the picture it would lie on an interval.
      label: { show: false },
      data: [{ yAxis: share * 100 }],
    },
  };
}
