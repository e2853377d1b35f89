import type { BrowserLaunch } from '../config/browser-sources/browser-source.js';

/** Starts the browser as a run would and closes it: `null` if that worked, else the reason in one line. */
export async function proveLaunch(launch: BrowserLaunch): Promise<string | null> {
  const { chromium } = await import('@playwright/test');
  try {
    const browser = await chromium.launch({ ...launch, timeout: 30_000 });
    await browser.close();
    return null;
  } catch (error) {
    return firstWords((error as Error).message);
  }
}

/** Playwright's message without its frame of box characters and without the browser's log. */
function firstWords(message: string): string {
  const words = message
    .split(/\n(?:Call log|Browser logs)/)[0]!
    .replace(/[╔╗╚╝═║]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words.length > 300 ? `${words.slice(0, 300)} …` : words;
}
