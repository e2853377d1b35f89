import { createHash } from 'node:crypto';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Findings } from '../model/findings.js';
import { chartDataOf } from './chart-data-of.js';
import { clientBundle } from './client-bundle.js';
import { ReportPage } from './html/report-page.js';

/**
 * One file that opens offline. Should text from the target ever slip through the escaping, its script still would
 * not run: only ours is allowed, by its hash, and nothing may be fetched.
 */
export function renderHtml(findings: Findings): string {
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
  const chartJson = JSON.stringify(chartDataOf(findings), shortNumbers).replaceAll('<', '\\u003c');
  return `<!doctype html>\n${renderToString(h(ReportPage, { findings, chartJson, script, contentSecurityPolicy }))}\n`;
}

/** Charts draw pixels: a thousandth of anything is enough for them. */
function shortNumbers(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}
