import type { CDPSession, Frame, Page } from '@playwright/test';
import type { DevicePlan } from '../model/device.js';
import type { DialectName } from '../model/dialect.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import { answersWithin } from './answers-within.js';
import { followFrames } from './follow-frames.js';
import { type PageClock, readFrameClock, readPageClock } from './page-clock.js';
import { slowDown } from './slow-down.js';
import { observeWire, type WireObserver } from './wire-observer.js';

/** One browser tab and what is read from outside of its page. */
export interface Tab {
  readonly page: Page;
  /** `undefined`: this browser does not let its wire be seen. */
  readonly wire: WireObserver | undefined;
  /** Clock of the frame that the chat is in. */
  clock(frame: Frame): Promise<PageClock>;
  /** Main-thread milliseconds of the page so far, as the browser counts them; `undefined`: it does not. */
  mainThreadMs(frame: Frame): Promise<number | undefined>;
}

/** How a tab is followed. */
export interface TabOptions {
  readonly page: Page;
  readonly dialect: DialectName;
  readonly hostMs: () => number;
  /** What the tab is to be slowed down to; `undefined`: nothing. */
  readonly device?: DevicePlan | undefined;
}

export async function followTab({ page, dialect, hostMs, device }: TabOptions): Promise<Tab> {
  const context = page.context();
  const isChromium = context.browser()?.browserType().name() === 'chromium';
  const cdp: CDPSession | undefined = isChromium ? await context.newCDPSession(page) : undefined;
  if (device !== undefined) await slowDownTab(cdp, device);
  await cdp?.send('Performance.enable', { timeDomain: 'timeTicks' });
  const wire = cdp === undefined ? undefined : await observeWire(cdp, dialect);
  if (wire !== undefined) followFrames(page, wire.follow);
  /** Frames in a process of their own have a session of their own. */
  const sessions = new WeakMap<Frame, CDPSession | undefined>();

  async function sessionOf(frame: Frame): Promise<CDPSession | undefined> {
    if (!sessions.has(frame)) {
      // It throws where the frame shares its page's process: then it shares the page's session as well.
      const own = await context.newCDPSession(frame).catch(() => undefined);
      await own?.send('Performance.enable', { timeDomain: 'timeTicks' });
      if (own !== undefined && device !== undefined) await slowDown(own, device);
      sessions.set(frame, own);
    }
    return sessions.get(frame);
  }

  async function clockOf(frame: Frame): Promise<PageClock> {
    if (frame === page.mainFrame()) return readPageClock(frame, cdp, hostMs);
    const own = cdp === undefined ? undefined : await sessionOf(frame);
    if (own !== undefined || cdp === undefined) return readPageClock(frame, own, hostMs);
    return readFrameClock(frame, await readPageClock(page.mainFrame(), cdp, hostMs));
  }

  return {
    page,
    wire,
    clock: (frame) => answersWithin(clockOf(frame)),
    async mainThreadMs(frame) {
      if (cdp === undefined) return undefined;
      const session = (frame === page.mainFrame() ? undefined : await sessionOf(frame)) ?? cdp;
      const metrics = await session.send('Performance.getMetrics');
      const task = metrics.metrics.find(({ name }) => name === 'TaskDuration');
      return task === undefined ? undefined : task.value * 1000;
    },
  };
}

async function slowDownTab(cdp: CDPSession | undefined, device: DevicePlan): Promise<void> {
  if (cdp !== undefined) return slowDown(cdp, device);
  if (device.cpuSlowdown === 1 && device.network === null) return;
  throw new PlimsollError(
    'E_DEVICE',
    `Failed to open the chat as on "${device.name}": this browser cannot be slowed down`,
    'Use Chromium, or devices without cpuSlowdown and network.',
  );
}
