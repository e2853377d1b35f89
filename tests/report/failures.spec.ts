import { expect, test } from '@playwright/test';
import { loadSummary } from '../../dist/src/findings/load-summary.js';
import type { Findings } from '../../dist/src/model/findings.js';
import { renderLoadSummary } from '../../dist/src/report/render-load-summary.js';
import { renderSummary } from '../../dist/src/report/render-summary.js';
import { findingsOf } from '../findings/found.js';
import { plantLedger } from '../findings/plant-ledger.js';
import { openReport } from './open-report.js';
import { sampleFindings } from './sample-findings.js';

const failureReasons: Findings['failureReasons'] = [
  {
    outcome: 'http_4xx',
    detail: 'HTTP 400: no <b>model</b> *x*\u001b[31m',
    n: 1234,
    phases: ['climb-3', 'peak'],
  },
  { outcome: 'reset', lane: 'mcp', n: 2, phases: ['peak'] },
];

test('the report says why streams failed, in the words that were said, as text', async ({ browser }) => {
  const { page, complaints, close } = await openReport(browser, { ...sampleFindings(), failureReasons });
  const rows = page.locator('#table-failures tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('1 234');
  await expect(rows.nth(0)).toContainText('HTTP 400: no <b>model</b> *x*');
  await expect(rows.nth(1)).toContainText('mcp: reset');
  expect(complaints).toEqual([]);
  await close();
  const without = await openReport(browser, { ...sampleFindings(), failureReasons: [] });
  await expect(without.page.locator('#failures')).toHaveCount(0);
  await without.close();
});

test('summary and terminal say it too', () => {
  const { plan, ledger } = plantLedger({ seed: 7 });
  const planted = findingsOf({ plan, ledger });
  const findings = { ...planted, failureReasons };
  expect(renderSummary(findings)).toContain(
    '- 1 234 × http\\_4xx: HTTP 400: no &lt;b&gt;model&lt;/b&gt; \\*x\\*',
  );
  expect(renderSummary(planted)).not.toContain('Why streams failed');
  const printed = renderLoadSummary(findings, loadSummary(ledger, plan, planted), { reportPath: 'r' });
  expect(printed).toContain('    1 234 × http_4xx: HTTP 400: no <b>model</b> *x* [31m\n    2 × mcp reset\n');
});
