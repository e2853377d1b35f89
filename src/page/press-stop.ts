import { setTimeout as sleep } from 'node:timers/promises';
import { type ElementHandle, errors, type Frame } from '@playwright/test';
import type { TargetSelectors } from '../model/plan.js';
import { probeElement } from './probe-element.js';
import type { TurnUnderWay } from './turn-under-way.js';

/** Pages show what stops the answer a moment after the message was sent. */
const APPEARS_MS = 5000;
const LOOK_EVERY_MS = 50;
const PRESS_MS = 2000;
const BUTTON = 'button, [role="button"], input[type="button"], input[type="submit"], a';

/** Presses what stops the answer as soon as it is there. `false`: the turn was over before, or nothing does. */
export async function pressStop(turn: TurnUnderWay): Promise<boolean> {
  let untilMs = Number.POSITIVE_INFINITY;
  while (!turn.isOver && performance.now() < untilMs) {
    if (turn.sentIn !== undefined) {
      untilMs = Math.min(untilMs, performance.now() + APPEARS_MS);
      if (await press(turn.sentIn, turn.selectors)) {
        turn.stopped();
        return true;
      }
    }
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

async function press(frame: Frame, selectors: Pick<TargetSelectors, 'stop' | 'busy'>): Promise<boolean> {
  try {
    const control = await controlOf(frame, selectors);
    await control?.click({ timeout: PRESS_MS, noWaitAfter: true });
    return control !== undefined;
  } catch (error) {
    // It went while it was reached for: the answer is over, or it is drawn anew and there at the next look.
    if (error instanceof errors.TimeoutError || /not attached|was destroyed|was detached/.test(String(error)))
      return false;
    throw error;
  }
}

async function controlOf(
  frame: Frame,
  { stop, busy }: Pick<TargetSelectors, 'stop' | 'busy'>,
): Promise<ElementHandle | undefined> {
  // A sign of a busy page need not be a button.
  const given =
    stop !== null
      ? frame.locator(stop)
      : busy !== null
        ? frame.locator(busy).and(frame.locator(BUTTON))
        : null;
  const seen = await given?.filter({ visible: true }).first().elementHandles();
  if (seen?.[0] !== undefined) return seen[0];
  return stop === null ? probeElement(frame, 'stopButton') : undefined;
}
