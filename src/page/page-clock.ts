import type { CDPSession, Frame } from '@playwright/test';

/** Maps a page's `performance.now()` onto the host's monotonic clock. */
export interface PageClock {
  /** Host milliseconds = page milliseconds + this. */
  readonly offsetMs: number;
  /** How far that may be wrong. */
  readonly errorMs: number;
}

const ROUND_TRIPS = 15;
/** Residual of the browser's own figures on one Linux host, as measured. */
const SAME_CLOCK_ERROR_MS = 0.15;

/**
 * Reads the page's offset: from the browser's `NavigationStart`, which is on the host's monotonic clock (Linux, same
 * machine), else from the round trip with the least delay. Valid until the next navigation.
 */
export async function readPageClock(
  page: Pick<Frame, 'evaluate'>,
  cdp: CDPSession | undefined,
  hostMs: () => number,
): Promise<PageClock> {
  if (cdp !== undefined && process.platform === 'linux') {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const start = metrics.find(({ name }) => name === 'NavigationStart');
    if (start !== undefined) return { offsetMs: start.value * 1000, errorMs: SAME_CLOCK_ERROR_MS };
  }
  let best: PageClock = { offsetMs: 0, errorMs: Number.POSITIVE_INFINITY };
  for (let trip = 0; trip < ROUND_TRIPS; trip++) {
    const sent = hostMs();
    const pageMs = await page.evaluate(() => performance.now());
    const received = hostMs();
    const errorMs = (received - sent) / 2;
    if (errorMs < best.errorMs) best = { offsetMs: sent + errorMs - pageMs, errorMs };
  }
  return best;
}

/** The clock of a frame inside the page: two documents of one process differ by their time origins. */
export async function readFrameClock(frame: Frame, main: PageClock): Promise<PageClock> {
  const originOf = (of: Frame): Promise<number> => of.evaluate(() => performance.timeOrigin);
  const [own, mains] = await Promise.all([originOf(frame), originOf(frame.page().mainFrame())]);
  return { offsetMs: main.offsetMs + own - mains, errorMs: main.errorMs + 0.1 };
}
