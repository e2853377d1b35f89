import type { EChartsOption } from 'echarts';
import { ATTRIBUTION_PARTS } from '../attribution-parts.js';
import type { ChartData } from '../chart-data.js';
import { formatMs } from '../format.js';
import type { Palette } from '../palette.js';
import { axisLook, baseOption, scaleTo } from './look.js';
import { tip } from './tip.js';

/** One bar a phase, cut into the parts of the wait. */
export function attributionOption({ phases }: ChartData, palette: Palette, width: number): EChartsOption {
  const shown = phases.filter(({ parts }) => parts.some((part) => part !== null));
  const look = axisLook(palette);
  const left = width < 520 ? 76 : 110;
  const sum = (index: number): number =>
    (shown[index]?.parts ?? []).reduce<number>((all, part) => all + (part ?? 0), 0);
  const longestMs = Math.max(0, ...shown.map((_, index) => sum(index)));
  const inSeconds = longestMs >= 1000;
  return {
    ...baseOption(palette),
    grid: { left, right: 64, top: 8, bottom: 48 },
    xAxis: {
      type: 'value',
      ...scaleTo(longestMs),
      ...look,
      axisLabel: { ...look.axisLabel, formatter: (ms: number) => String(inSeconds ? ms / 1000 : ms) },
      name: `mean perceived TTFT, ${inSeconds ? 's' : 'ms'}`,
      nameLocation: 'middle',
      nameGap: 28,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: shown.map((phase) => phase.name),
      ...look,
      splitLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: palette.ink, fontSize: 12, width: left - 12, overflow: 'truncate', interval: 0 },
    },
    tooltip: {
      ...baseOption(palette).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.band, opacity: 0.06 } },
      formatter: (params) => {
        const first = (Array.isArray(params) ? params[0] : params) as { readonly dataIndex: number };
        const phase = shown[first.dataIndex];
        return tip(phase?.name ?? '', [
          ...ATTRIBUTION_PARTS.map(({ name }, part): [string, string] => {
            const value = phase?.parts[part];
            return [name, typeof value === 'number' ? formatMs(value) : '–'];
          }),
          ['sum', formatMs(sum(first.dataIndex))],
        ]);
      },
    },
    series: [
      ...ATTRIBUTION_PARTS.map(({ name, color }, part) => ({
        type: 'bar' as const,
        stack: 'wait',
        name,
        barMaxWidth: 20,
        itemStyle: { color: palette[color], borderColor: palette.paper, borderWidth: 0.5 },
        emphasis: { disabled: true },
        data: shown.map((phase) => phase.parts[part] ?? 0),
      })),
      {
        type: 'bar' as const,
        stack: 'wait',
        name: 'sum',
        silent: true,
        itemStyle: { color: 'transparent' },
        label: {
          show: true,
          position: 'right' as const,
          color: palette.ink,
          fontSize: 12,
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => formatMs(sum(dataIndex)),
        },
        data: shown.map(() => 0),
      },
    ],
  };
}
