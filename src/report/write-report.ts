import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from '../model/findings.js';
import { readPictures } from './read-pictures.js';
import { renderBenchmark } from './render-benchmark.js';
import { renderHtml } from './render-html.js';
import { renderK6Summary } from './render-k6-summary.js';
import { renderOpenMetrics } from './render-open-metrics.js';
import { renderSummary } from './render-summary.js';
import { writeAtomically } from './write-atomically.js';

export interface WrittenReport {
  readonly findings: string;
  readonly html: string;
  readonly summary: string;
}

/** What other tools read, by the file's name. */
const EXPORTS: Readonly<Record<string, (findings: Findings) => string>> = {
  'summary.k6.json': renderK6Summary,
  'metrics.openmetrics.txt': renderOpenMetrics,
  'benchmark-smaller-is-better.json': (findings) => renderBenchmark(findings, 'lower'),
  'benchmark-bigger-is-better.json': (findings) => renderBenchmark(findings, 'higher'),
};

/**
 * Writes `findings.json`, `summary.md`, what other tools read, and `report.html` into the run's folder. The same
 * findings give the same files, so it may be called again. The HTML comes last: all others need no build.
 */
export function writeReport(runDir: string, findings: Findings): WrittenReport {
  const paths: WrittenReport = {
    findings: join(runDir, 'findings.json'),
    html: join(runDir, 'report.html'),
    summary: join(runDir, 'summary.md'),
  };
  mkdirSync(runDir, { recursive: true });
  writeAtomically(paths.findings, `${JSON.stringify(findings, null, 2)}\n`);
  writeAtomically(paths.summary, renderSummary(findings));
  for (const [name, render] of Object.entries(EXPORTS)) writeAtomically(join(runDir, name), render(findings));
  writeAtomically(paths.html, renderHtml(findings, readPictures(runDir, findings)));
  return paths;
}
