import type { CDPSession, Frame, Page } from '@playwright/test';

/** Calls `follow` with a session of every frame of the page that lives in a process of its own, present and future. */
export function followFrames(page: Page, follow: (session: CDPSession) => Promise<void>): void {
  const attach = async (frame: Frame): Promise<void> => {
    try {
      await follow(await page.context().newCDPSession(frame));
    } catch {
      // It is part of its parent's process, whose session tells of it too; or it is gone already.
    }
  };
  page.on('framenavigated', (frame) => {
    if (frame.parentFrame() !== null) void attach(frame);
  });
  for (const frame of page.frames()) if (frame.parentFrame() !== null) void attach(frame);
}
