import type { Page } from '@playwright/test';
import type { PageSelectors } from '../model/plan.js';

const ACTION_MS = 5000;

/**
 * Types the prompt and sends it with a trusted key or click. Returns why the page would not take it, or `undefined`
 * when it was sent.
 */
export async function sendPrompt(
  page: Page,
  selectors: PageSelectors,
  prompt: string,
): Promise<string | undefined> {
  const composer = page.locator(selectors.composer).first();
  try {
    await composer.fill(prompt, { timeout: ACTION_MS });
  } catch {
    return `the composer (${selectors.composer}) took no text within ${ACTION_MS / 1000} s`;
  }
  try {
    if (selectors.send === null) await composer.press('Enter', { timeout: ACTION_MS, noWaitAfter: true });
    else await page.locator(selectors.send).first().click({ timeout: ACTION_MS, noWaitAfter: true });
  } catch {
    return `the message could not be sent (${selectors.send ?? 'Enter'}) within ${ACTION_MS / 1000} s`;
  }
  return undefined;
}
