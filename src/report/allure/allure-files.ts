import type { Findings } from '../../model/findings.js';
import { chartDataOf } from '../chart-data-of.js';
import type { AllureResult } from './allure-result.js';
import { CATEGORIES } from './categories.js';
import { type ChartAttachment, phaseCharts, runCharts } from './chart-attachments.js';
import type { ChartDrawer } from './chart-drawer.js';
import { environmentProperties } from './environment.js';
import { performanceMetrics } from './performance-metrics.js';
import { phaseResult } from './phase-result.js';
import { runResult } from './run-result.js';
import { stillReport } from './still-report.js';
import { wallClock } from './wall-clock.js';

/** The report's own files that Allure shows of the run as a whole. */
export interface AllureReports {
  readonly html: string;
  readonly summary: string;
}

/** All that is ours in a folder of results begins like this, but for the two names that Allure prescribes. */
export const OWN_PREFIX = 'plimsoll-';

/**
 * What Allure is told of a run, from its findings alone: file name → text. The same findings give the same files, so that
 * they may be written again, and a merge of shards writes them once.
 */
export function allureFiles(
  findings: Findings,
  { html, summary }: AllureReports,
  drawer: ChartDrawer,
): ReadonlyMap<string, string> {
  const data = chartDataOf(findings);
  const charts = drawer.svgCharts(data);
  const files = new Map<string, string>();
  const put = (result: AllureResult, pictures: readonly ChartAttachment[]): void => {
    for (const { source, svg } of pictures) files.set(source, svg);
    files.set(`${OWN_PREFIX}${result.uuid}-result.json`, json(result));
  };
  const named = (pictures: readonly ChartAttachment[]) =>
    pictures.map(({ name, source, type }) => ({ name, source, type }));
  const ofRun = runCharts(findings, data, charts);
  put(runResult(findings, named(ofRun)), ofRun);
  for (const phase of findings.phases) {
    const pictures = phaseCharts(findings, phase, data, drawer);
    put(phaseResult(findings, phase, named(pictures)), pictures);
  }
  const timestamp = wallClock(findings)(findings.run.durationMs ?? 0) ?? 0;
  const reports = [
    {
      name: 'report.html',
      source: `${OWN_PREFIX}report-attachment.html`,
      type: 'text/html',
      text: stillReport(html, charts),
    },
    {
      name: 'report.html, whole, to download',
      source: `${OWN_PREFIX}whole-report-attachment.html`,
      // As HTML it would be taken apart to be shown.
      type: 'application/octet-stream',
      text: html,
    },
    {
      name: 'summary.md',
      source: `${OWN_PREFIX}summary-attachment.md`,
      type: 'text/markdown',
      text: summary,
    },
  ];
  for (const { source, text } of reports) files.set(source, text);
  files.set(
    `${OWN_PREFIX}globals.json`,
    json({ attachments: reports.map(({ text: _, ...rest }) => ({ ...rest, timestamp })), errors: [] }),
  );
  const metrics = performanceMetrics(findings);
  // An empty list would be told to the reader as a broken file.
  if (metrics.length > 0) files.set(`${OWN_PREFIX}perf.json`, json(metrics));
  files.set('environment.properties', environmentProperties(findings));
  files.set('categories.json', json(CATEGORIES));
  return files;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
