import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from '../model/findings.js';
import { readPictures } from './read-pictures.js';
import { renderHtml } from './render-html.js';
import { renderSummary } from './render-summary.js';
import { writeAtomically } from './write-atomically.js';

export interface WrittenReport {
  readonly findings: string;
  readonly html: string;
  readonly summary: string;
}

/**
 * Writes `findings.json`, `summary.md` and `report.html` into the run's folder. The same findings give the same
 * files, so it may be called again. Findings and summary are written first: they need no build.
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
  writeAtomically(paths.html, renderHtml(findings, readPictures(runDir, findings)));
  return paths;
}
