import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';

export interface OpenAllure {
  readonly page: Page;
  /** Every request but the one for the report. */
  readonly requests: readonly string[];
  /** What the browser complained about. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens an Allure report of one file as a CI server would show it, in a browser. */
export async function openAllure(browser: Browser, file: string): Promise<OpenAllure> {
  const html = readFileSync(file);
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== url && !/^(data|blob|about):/.test(request.url())) requests.push(request.url());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return {
    page,
    requests,
    complaints,
    async close() {
      await context.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
