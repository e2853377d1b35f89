import type { Findings, Phase } from '../../model/findings.js';
import type { ChartData } from '../chart-data.js';
import { attributionKey, doseResponseKey, type KeyEntry, saturationKey, timelineKey } from '../chart-keys.js';
import type { SvgChart } from '../client/svg-charts.js';
import { isCrowdAlone } from '../crowd-alone.js';
import type { AllureAttachment } from './allure-result.js';
import type { ChartDrawer } from './chart-drawer.js';
import { framedChart } from './framed-chart.js';

/** A picture, and how a result names it. */
export interface ChartAttachment extends AllureAttachment {
  readonly svg: string;
}

const TITLES: Readonly<Record<SvgChart['chart'], string>> = {
  'dose-response': 'How much load it carries',
  timeline: 'Timeline',
  attribution: 'Where the wait went: mean perceived TTFT, by its parts',
  saturation: 'Saturation',
};

/** The report's charts of the whole run. */
export function runCharts(
  findings: Findings,
  data: ChartData,
  charts: readonly SvgChart[],
): readonly ChartAttachment[] {
  return charts.map((chart) =>
    attachment(chart, TITLES[chart.chart], `plimsoll-${chart.chart}`, keyOf(chart, findings, data)),
  );
}

/** The timeline of one phase. */
export function phaseCharts(
  findings: Findings,
  { name, fromMs, toMs }: Phase,
  data: ChartData,
  drawer: ChartDrawer,
): ChartAttachment[] {
  const chart = drawer.svgTimeline(data, fromMs, toMs);
  if (chart === null) return [];
  const index = findings.phases.findIndex((phase) => phase.name === name);
  return [
    attachment(chart, `Timeline of ${name}`, `plimsoll-timeline-${index}`, keyOf(chart, findings, data)),
  ];
}

function keyOf({ chart }: SvgChart, findings: Findings, data: ChartData): readonly KeyEntry[] {
  const keys: Readonly<Record<SvgChart['chart'], () => readonly KeyEntry[]>> = {
    'dose-response': () => doseResponseKey(data.loadLine.criterionShare, isCrowdAlone(findings)),
    timeline: () => timelineKey(data),
    attribution: () => attributionKey,
    saturation: () => saturationKey,
  };
  return keys[chart]();
}

const attachment = (
  chart: SvgChart,
  title: string,
  file: string,
  key: readonly KeyEntry[],
): ChartAttachment => ({
  name: title,
  source: `${file}-attachment.svg`,
  type: 'image/svg+xml',
  svg: framedChart(chart, { title, key }),
});
