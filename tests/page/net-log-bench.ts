import {
  type Browser,
  type BrowserContext,
  test as base,
  type CDPSession,
  expect,
  type Page,
} from '@playwright/test';
import { matchRequest } from '../../dist/src/page/net-log/match-request.js';
import { type NetLog, openNetLog } from '../../dist/src/page/net-log/net-log.js';
import { pushNetLog } from '../../dist/src/page/net-log/push-net-log.js';
import type { WireObservation } from '../../dist/src/page/wire-observation.js';
import { observeWire, type WireObserver } from '../../dist/src/page/wire-observer.js';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { startWrittenStreams, type WrittenStreams } from './written-streams.js';

export interface Bench {
  readonly log: NetLog;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly wire: WireObserver;
  readonly served: WrittenStreams;
}

/** A page whose wire is followed, in a browser that writes its network log. */
export const test = base.extend<{ bench: Bench }>({
  bench: async ({ playwright, launchOptions }, use) => {
    const log = openNetLog();
    const args = log.args(launchOptions.args) ?? [];
    const browser = await playwright.chromium.launch({ ...launchOptions, args });
    const served = await startWrittenStreams();
    const context = await browser.newContext();
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const wire = await observeWire(cdp, 'openai-chat');
    await page.goto(served.url);
    await use({ log, browser, context, page, cdp, wire, served });
    await browser.close();
    served.close();
    log.close();
  },
});

/** Waits until the log was read as far as that. */
export async function reached(log: NetLog, browser: Browser, ms: number): Promise<void> {
  await expect(async () => {
    await pushNetLog(browser);
    log.read();
    expect(log.reachedMs).toBeGreaterThan(ms);
  }).toPass({ intervals: [20], timeout: 10_000 });
}

/** The stream's curve by the network log. */
export async function byLog(
  { log, browser }: Bench,
  seen: WireObservation,
): Promise<readonly (readonly [number, number])[]> {
  await reached(log, browser, monotonicMs());
  const logged = matchRequest(log.requests, seen.content!.facts());
  if (typeof logged === 'string') throw new Error(logged);
  return seen.content!.read(logged.arrivals).curve;
}

export { expect };
