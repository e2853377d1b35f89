import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect as expectSoon, type Page, test } from '@playwright/test';
import { buildAllureReport } from '../../../dist/src/cli/allure/build-allure-report.js';
import { appendHistory } from '../../../dist/src/ledger/history.js';
import type { Findings } from '../../../dist/src/model/findings.js';
import { writeAllure } from '../../../dist/src/report/allure/write-allure.js';
import { writeReport } from '../../../dist/src/report/write-report.js';
import { sampleFindings } from '../sample-findings.js';
import { openAllure } from './open-allure.js';

/** The report is one file of several megabytes: on a busy machine a browser needs its time for it. */
const expect = expectSoon.configure({ timeout: 60_000 });

/** Three nights; the load line falls from night to night. */
const LINES = [12, 10.5, 9];
const idOf = (night: number): string => `night-${night + 1}`;

async function writeNight(reports: string, night: number): Promise<string> {
  const sample = sampleFindings();
  const startedAt = `2026-01-0${night + 1}T10:15:00.000Z`;
  const findings: Findings = {
    ...sample,
    run: { ...sample.run, id: idOf(night), startedAt },
    loadLine: { ...sample.loadLine, value: LINES[night]! },
  };
  const runDir = join(reports, idOf(night));
  mkdirSync(runDir, { recursive: true });
  await writeAllure(runDir, findings, writeReport(runDir, findings));
  const { run, trend } = findings;
  appendHistory(join(reports, 'history.jsonl'), {
    schema: 'plimsoll.history/1',
    run: run.id,
    startedAt,
    profile: run.plan.profile,
    target: run.target,
    verdict: 'pass',
    validity: 'valid',
    errorMs: null,
    fingerprint: trend.fingerprint,
    figures: { loadLine: LINES[night]!, loadLineStatus: 'found', ceilingPerSecond: null, recoveredMs: null },
    measures: [],
  });
  return runDir;
}

/** Opens a result from the list, which is folded up at first. */
async function openResult(page: Page, name: string, folders: readonly string[]): Promise<void> {
  await page.goto(`${new URL('/', page.url()).href}#`);
  await page.reload();
  for (const folder of folders)
    await page.getByTestId('tree-section-title').getByText(folder, { exact: true }).click();
  await page.getByTestId('tree-leaf').filter({ hasText: name }).click();
  await expect(page.getByTestId('test-result-info-title')).toContainText(name);
}

test('an Allure report has the turns, the charts, the correlated report and the trend over three runs', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const reports = test.info().outputPath('reports');
  const nights: string[] = [];
  for (const night of LINES.keys()) nights.push(await writeNight(reports, night));
  // The first two have no Allure report of their own: their figures come from their results.
  const built = await buildAllureReport(nights.at(-1)!);
  expect(built.runs).toBe(3);
  // Built again it is the same run, not one more.
  expect((await buildAllureReport(nights.at(-1)!)).runs).toBe(3);

  const { page, requests, complaints, close } = await openAllure(browser, built.html);
  await expect(page.getByTestId('report-title')).toContainText('Plimsoll night-3');

  await test.step('turns', async () => {
    await openResult(page, 'peak (16 streams)', ['plimsoll', 'phases']);
    const turns = sampleFindings().marks.filter(({ phase }) => phase === 'peak');
    const steps = page.getByTestId('test-result-step-title').filter({ hasText: /person-\d: / });
    await expect(steps).toHaveCount(turns.length);
    const answered = turns.find(({ outcome }) => outcome === 'answered')!;
    await expect(
      steps.filter({ hasText: `${answered.person}: answered, first text after` }).first(),
    ).toBeVisible();
    await steps.filter({ hasText: 'answered, first text after' }).first().click();
    await expect(page.getByText('perceivedTtftMs').first()).toBeVisible();
  });

  await test.step('charts', async () => {
    // Allure remembers which folders are open.
    await openResult(page, 'the run as a whole', []);
    for (const name of ['How much load it carries', 'Timeline', 'Saturation']) {
      await page.getByTestId('test-result-attachment-header').filter({ hasText: name }).click();
      const picture = page.getByTestId('test-result-attachment').filter({ hasText: name }).locator('img');
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(960);
    }
  });

  await test.step('the correlated report', async () => {
    await page.goto(`${new URL('/', page.url()).href}#globalAttachments`);
    await page.reload();
    await page
      .getByTestId('test-result-attachment-header')
      .filter({ hasText: /report\.html(?!,)/ })
      .click();
    const report = page.frameLocator('iframe').first();
    await expect(report.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(report.getByText('People felt it at 9 conversations at once').first()).toBeVisible();
    for (const chart of ['dose-response', 'timeline', 'attribution', 'saturation']) {
      const picture = report.locator(`#chart-${chart} img`);
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(960);
    }
  });

  await test.step('the trend', async () => {
    await page.goto(`${new URL('/', page.url()).href}#metrics`);
    await page.reload();
    const row = page
      .getByTestId('metrics-view')
      .getByRole('row')
      .filter({ hasText: /^load line/ })
      .first();
    await expect(row.getByRole('cell').nth(2)).toHaveText('9');
    await expect(row).toContainText('-1.5');
    await row.click();
    const history = page.getByTestId('metrics-view').getByRole('row');
    await expect(history.filter({ hasText: 'Plimsoll night-1' }).last()).toContainText('12');
    await expect(history.filter({ hasText: 'Plimsoll night-2' }).last()).toContainText('10.5');
  });

  expect(requests.filter((url) => !url.startsWith(new URL('/', page.url()).href))).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});
