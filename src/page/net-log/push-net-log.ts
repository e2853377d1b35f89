import type { Browser } from '@playwright/test';
import { NOWHERE } from './net-log-args.js';

/** How many requests fill a batch that the browser writes at once. */
const REQUESTS = 3;

/**
 * Makes the browser write out its network log as far as now: it writes in batches of events, so it is given some,
 * requests that it refuses by itself. No page sees them.
 */
export async function pushNetLog(browser: Browser): Promise<void> {
  const context = await browser.newContext();
  try {
    const session = await context.newCDPSession(await context.newPage());
    const { frameTree } = await session.send('Page.getFrameTree');
    for (let request = 0; request < REQUESTS; request++) {
      await session.send('Network.loadNetworkResource', {
        frameId: frameTree.frame.id,
        url: NOWHERE,
        options: { disableCache: true, includeCredentials: false },
      });
    }
  } finally {
    await context.close();
  }
}
