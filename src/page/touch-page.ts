import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame } from '@playwright/test';
import { probeElement } from './probe-element.js';
import { within } from './within.js';

const LOOK_EVERY_MS = 50;
/** A page that stands still answers no key. */
const ACT_MS = 3000;
const SCROLL_PX = 160;

interface Options {
  readonly frame: Frame;
  /** The first text of the answer is shown. */
  readonly hasText: () => boolean;
  readonly isOver: () => boolean;
}

/** What the person did beside waiting. */
export interface Touched {
  /** The wheel was turned: where the page stands is no longer its own doing. */
  readonly scrolled: boolean;
}

/** While an answer streams: one character into the composer and out again, and a little up and down by the wheel. */
export async function touchPage({ frame, hasText, isOver }: Options): Promise<Touched> {
  let scrolled = false;
  while (!hasText() && !isOver()) await sleep(LOOK_EVERY_MS);
  if (isOver()) return { scrolled };
  const acting = (async () => {
    await typeAndRemove(frame);
    if (isOver()) return;
    scrolled = true;
    await scrollAndBack(frame);
  })();
  // A page that goes, or stands still, while it is touched: the turn itself says so.
  await within(
    acting.catch(() => undefined),
    ACT_MS,
  );
  return { scrolled };
}

async function typeAndRemove(frame: Frame): Promise<void> {
  const box = await probeElement(frame, 'composer');
  await box?.focus();
  // Many pages shut the composer while an answer comes: then there is nowhere to type.
  const isIn = await box?.evaluate((element) => element.matches(':focus, :focus-within'));
  if (isIn !== true) return;
  const { keyboard } = frame.page();
  await keyboard.press('x');
  await keyboard.press('Backspace');
}

async function scrollAndBack(frame: Frame): Promise<void> {
  const { mouse } = frame.page();
  const outer = frame.parentFrame() === null ? null : await (await frame.frameElement()).boundingBox();
  const inner = await frame.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const { x = 0, y = 0, width, height } = outer ?? { ...inner, x: 0, y: 0 };
  await mouse.move(x + width / 2, y + height / 2);
  await mouse.wheel(0, -SCROLL_PX);
  await mouse.wheel(0, SCROLL_PX);
}
