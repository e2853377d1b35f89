import type { CDPSession, Page } from '@playwright/test';
import type { DialectName } from '../model/dialect.js';
import { answersWithin } from './answers-within.js';
import { type PageClock, readPageClock } from './page-clock.js';
import { observeWire, type WireObserver } from './wire-observer.js';

/** One browser tab and what is read from outside of its page. */
export interface Tab {
  readonly page: Page;
  /** `undefined`: this browser does not let its wire be seen. */
  readonly wire: WireObserver | undefined;
  clock(): Promise<PageClock>;
}

export async function followTab(page: Page, dialect: DialectName, hostMs: () => number): Promise<Tab> {
  const context = page.context();
  const cdp: CDPSession | undefined =
    context.browser()?.browserType().name() === 'chromium' ? await context.newCDPSession(page) : undefined;
  await cdp?.send('Performance.enable', { timeDomain: 'timeTicks' });
  return {
    page,
    wire: cdp === undefined ? undefined : await observeWire(cdp, dialect),
    clock: () => answersWithin(readPageClock(page, cdp, hostMs)),
  };
}
