import { createHash } from 'node:crypto';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Findings } from '../model/findings.js';
import { chartDataOf } from './chart-data-of.js';
import { packChartData } from './chart-json.js';
import { clientBundle } from './client-bundle.js';
import { ReportPage } from './html/report-page.js';
import type { Pictures } from './html/section.js';
import { packFindings } from './packed-findings.js';
import { replayTurnsOf } from './replay-turns-of.js';

/**
 * One file that opens offline. Should text from the target ever slip through the escaping, its script still would
 * not run: only ours is allowed, by its hash, and nothing may be fetched.
 */
export function renderHtml(findings: Findings, pictures: Pictures = new Map()): string {
  const script = clientBundle();
  const hash = createHash('sha256').update(script).digest('base64');
  const contentSecurityPolicy = [
    `default-src 'none'`,
    `script-src 'sha256-${hash}'`,
    `style-src 'unsafe-inline'`,
    'img-src data:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  const page = h(ReportPage, {
    findings,
    pictures,
    chartJson: packChartData(chartDataOf(findings)),
    replayJson: JSON.stringify(replayTurnsOf(findings)).replaceAll('<', '\\u003c'),
    packedFindings: packFindings(findings),
    script,
    contentSecurityPolicy,
  });
  return `<!doctype html>\n${renderToString(page)}\n`;
}
