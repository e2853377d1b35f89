import { type Browser, chromium } from '@playwright/test';
import { browserForRun } from '#plimsoll/config/browser-for-run.js';

/** The browser that a run of the product would use, with these switches. */
export function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const choice = browserForRun({ env: process.env });
  if (choice.source === null) throw new Error('Failed to calibrate: no browser was found');
  const { channel, executablePath } = choice;
  return chromium.launch({
    args: [...args],
    ...(channel === undefined ? {} : { channel }),
    ...(executablePath === undefined ? {} : { executablePath }),
  });
}
