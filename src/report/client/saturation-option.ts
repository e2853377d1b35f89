import type { EChartsOption, SeriesOption } from 'echarts';
import type { ChartData, ChartPhase } from '../chart-data.js';
import { formatLoad, formatRate } from '../format.js';
import type { Palette } from '../palette.js';
import { axisLook, baseOption, FONT, scaleTo, sideMargins } from './look.js';
import { tip } from './tip.js';

type LoadedPhase = ChartPhase & { readonly load: number };

/** From here on there is room for both panels beside each other. */
const WIDE = 760;
const PANEL = 210;
const ABOVE = 34;
const BELOW = 52;

export const saturationHeight = (width: number): number =>
  width < WIDE ? 2 * (PANEL + ABOVE + BELOW) : PANEL + ABOVE + BELOW;

/** Left: what the crowd got, by load. Right: events against requests, which part where the backend saturates. */
export function saturationOption(data: ChartData, palette: Palette, width: number): EChartsOption {
  const phases = crowdPhases(data);
  const look = axisLook(palette);
  const isWide = width >= WIDE;
  const { left, right } = sideMargins(width);
  const half = Math.floor(width / 2);
  const requests = scaleTo(
    most(phases, ({ startsPerSecond, completionsPerSecond }) => [startsPerSecond, completionsPerSecond]),
  );
  const events = scaleTo(most(phases, ({ eventsPerSecond }) => [eventsPerSecond]));
  const second = isWide
    ? { left: half + 70, right: 16, top: ABOVE }
    : { left, right, top: 2 * ABOVE + PANEL + BELOW };
  const title = (text: string, at: { readonly left: number; readonly top: number }) => ({
    text,
    left: at.left - 4,
    top: at.top - 28,
    padding: 0,
    textStyle: { color: palette.ink, fontSize: 12, fontWeight: 600 as const },
  });
  const below = (name: string) => ({ name, nameLocation: 'middle' as const, nameGap: 26 });
  return {
    ...baseOption(palette),
    title: [
      title('Requests/s (left) and events/s (right), by load', { left, top: ABOVE }),
      title('Events/s against requests/s', second),
    ],
    grid: [
      { left, right: isWide ? width - half + 30 : right, top: ABOVE, height: PANEL },
      { ...second, height: PANEL },
    ],
    xAxis: [
      {
        type: 'value',
        gridIndex: 0,
        min: 0,
        max: Math.max(1, ...phases.map(({ load }) => load)) * 1.06,
        ...look,
        splitLine: { show: false },
        axisLabel: { ...look.axisLabel, showMaxLabel: false, formatter: (load: number) => formatLoad(load) },
        ...below('load: conversations at once'),
      },
      { type: 'value', gridIndex: 1, ...requests, ...look, ...below('requests started, per second') },
    ],
    yAxis: [
      { type: 'value', gridIndex: 0, ...requests, ...look },
      { type: 'value', gridIndex: 0, position: 'right', ...events, ...look, splitLine: { show: false } },
      { type: 'value', gridIndex: 1, ...events, ...look },
    ],
    tooltip: { ...baseOption(palette).tooltip, trigger: 'item' },
    series: [
      onset(data, palette),
      byLoad(phases, ({ eventsPerSecond }) => eventsPerSecond, palette.wire, 'rect', 'solid', 1),
      byLoad(phases, ({ startsPerSecond }) => startsPerSecond, palette.ink, 'circle', 'solid', 0),
      byLoad(
        phases,
        ({ completionsPerSecond }) => completionsPerSecond,
        palette.ink,
        'emptyCircle',
        'dashed',
        0,
      ),
      promised(phases, requests.max, events.max, palette),
      path(phases, requests.max, events.max, palette),
    ],
  };
}

/** Phases with a crowd, by load. */
function crowdPhases({ phases }: Pick<ChartData, 'phases'>): readonly LoadedPhase[] {
  return phases
    .filter(
      (phase): phase is LoadedPhase =>
        (phase.kind === 'climb' || phase.kind === 'peak') &&
        phase.startsPerSecond !== null &&
        phase.load !== null,
    )
    .sort((a, b) => a.load - b.load);
}

function most(
  phases: readonly LoadedPhase[],
  pick: (phase: LoadedPhase) => readonly (number | null)[],
): number {
  return Math.max(0, ...phases.flatMap(pick).map((value) => value ?? 0)) * 1.12;
}

const tipOf = (phase: LoadedPhase | undefined): HTMLElement | string => {
  if (phase === undefined) return '';
  const rate = (value: number | null): string => (value === null ? '–' : formatRate(value));
  return tip(`${phase.name}, load ${formatLoad(phase.load)}`, [
    ['requests/s', rate(phase.startsPerSecond)],
    ['completions/s', rate(phase.completionsPerSecond)],
    ['events/s', rate(phase.eventsPerSecond)],
  ]);
};

function byLoad(
  phases: readonly LoadedPhase[],
  pick: (phase: LoadedPhase) => number | null,
  color: string,
  symbol: string,
  type: 'solid' | 'dashed',
  yAxisIndex: number,
): SeriesOption {
  return {
    type: 'line',
    xAxisIndex: 0,
    yAxisIndex,
    symbol,
    symbolSize: 8,
    showAllSymbol: true,
    lineStyle: { color, width: 2, type },
    itemStyle: { color },
    emphasis: { disabled: true },
    data: phases.map((phase) => [phase.load, pick(phase) ?? Number.NaN]),
    tooltip: { formatter: (params) => tipOf(phases[(params as { readonly dataIndex: number }).dataIndex]) },
  };
}

/** Events that each request brought at the least load, drawn on: what more requests would bring if there were room. */
function promised(
  phases: readonly LoadedPhase[],
  mostX: number,
  mostY: number,
  palette: Palette,
): SeriesOption {
  const first = phases.find(({ startsPerSecond, eventsPerSecond }) => startsPerSecond && eventsPerSecond);
  const slope = first === undefined ? 0 : first.eventsPerSecond! / first.startsPerSecond!;
  const toX = slope === 0 ? 0 : Math.min(mostX, mostY / slope);
  return {
    type: 'line',
    xAxisIndex: 1,
    yAxisIndex: 2,
    silent: true,
    symbol: 'none',
    emphasis: { disabled: true },
    lineStyle: { color: palette.soft, width: 1.2, type: [5, 4] },
    data:
      slope === 0
        ? []
        : [
            [0, 0],
            [toX, toX * slope],
          ],
  };
}

/** One point a phase, joined in the order of their loads. */
function path(phases: readonly LoadedPhase[], mostX: number, mostY: number, palette: Palette): SeriesOption {
  const names = loadNames(phases, mostX, mostY);
  return {
    type: 'line',
    xAxisIndex: 1,
    yAxisIndex: 2,
    symbol: 'rect',
    symbolSize: 8,
    showAllSymbol: true,
    lineStyle: { color: palette.wire, width: 1.5 },
    itemStyle: { color: palette.wire },
    emphasis: { disabled: true },
    label: {
      show: true,
      position: 'bottom',
      color: palette.ink,
      fontSize: 11,
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => names[dataIndex] ?? '',
    },
    data: phases.map((phase) => [phase.startsPerSecond ?? Number.NaN, phase.eventsPerSecond ?? Number.NaN]),
    tooltip: { formatter: (params) => tipOf(phases[(params as { readonly dataIndex: number }).dataIndex]) },
  };
}

function onset({ saturation }: ChartData, palette: Palette): SeriesOption {
  const at = saturation.status === 'reached' ? saturation.atLoad : null;
  return {
    type: 'line',
    xAxisIndex: 0,
    yAxisIndex: 0,
    silent: true,
    data: [],
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: palette.bad, type: [2, 3], width: 1.5 },
      label: {
        formatter: 'saturated',
        position: 'insideEndBottom',
        rotate: 0,
        color: palette.bad,
        fontFamily: FONT,
        fontSize: 11,
        fontWeight: 600,
      },
      data: at === null ? [] : [{ xAxis: at }],
    },
  };
}

/** The loads at their points; of points that lie on each other the first has the names of all. */
function loadNames(phases: readonly LoadedPhase[], mostX: number, mostY: number): readonly string[] {
  const near = (a: LoadedPhase, b: LoadedPhase): boolean =>
    Math.abs((a.startsPerSecond ?? 0) - (b.startsPerSecond ?? 0)) < mostX * 0.06 &&
    Math.abs((a.eventsPerSecond ?? 0) - (b.eventsPerSecond ?? 0)) < mostY * 0.09;
  const named = new Set<LoadedPhase>();
  return phases.map((phase) => {
    if (named.has(phase)) return '';
    const group = phases.filter((other) => !named.has(other) && near(phase, other));
    for (const other of group) named.add(other);
    return group.map(({ load }) => formatLoad(load)).join(', ');
  });
}
