import { pathToFileURL } from 'node:url';
import { type Browser, type Page, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import { writeReport } from '../../dist/src/report/write-report.js';

export interface OpenReport {
  readonly page: Page;
  /** What the browser complained about. */
  readonly complaints: string[];
  /** Every request but the one for the file itself. */
  readonly requests: string[];
  close(): Promise<void>;
}

interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
}

/** Writes the report and opens it as a reader would: from disk, in a browser without a network. */
export async function openReport(browser: Browser, findings: Findings, look: Look = {}): Promise<OpenReport> {
  const folder = test.info().outputPath('run');
  const url = pathToFileURL(writeReport(folder, findings).html).href;
  const context = await browser.newContext({
    offline: true,
    viewport: { width: look.width ?? 1280, height: 900 },
    colorScheme: look.scheme ?? 'light',
    reducedMotion: look.reducedMotion ? 'reduce' : 'no-preference',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  await page.goto(url);
  await page.locator('html[data-drawn]').waitFor();
  return { page, complaints, requests, close: () => context.close() };
}
