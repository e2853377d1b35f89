import { errors, type Page } from '@playwright/test';
import type { PageSelectors } from '../model/plan.js';
import { firstLine } from './first-line.js';

const ACTION_MS = 5000;

/** Why it was not done: that time was up, or what Playwright says. */
const because = (error: unknown, ms: number): string =>
  error instanceof errors.TimeoutError ? `within ${ms / 1000} s` : `(${firstLine(error)})`;

/**
 * Types the prompt and sends it with a trusted key or click. Returns why the page would not take it, or `undefined`
 * when it was sent.
 */
export async function sendPrompt(
  page: Page,
  selectors: PageSelectors,
  prompt: string,
  actionMs: number = ACTION_MS,
): Promise<string | undefined> {
  const composer = page.locator(selectors.composer).first();
  try {
    await composer.fill(prompt, { timeout: actionMs });
  } catch (error) {
    return `the composer (${selectors.composer}) took no text ${because(error, actionMs)}`;
  }
  try {
    if (selectors.send === null) await composer.press('Enter', { timeout: actionMs, noWaitAfter: true });
    else await page.locator(selectors.send).first().click({ timeout: actionMs, noWaitAfter: true });
  } catch (error) {
    return `the message could not be sent (${selectors.send ?? 'Enter'}) ${because(error, actionMs)}`;
  }
  return undefined;
}
