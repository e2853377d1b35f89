import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Locator } from '@playwright/test';

const NEW_CHAT = /\b(new|start(?: a)? new) (chat|conversation|thread)\b/i;
/** What clears a form or a search is not meant. */
const CLEAR = /^\s*clear(?: (all|chat|conversation|history|messages|thread))?\s*$/i;
const PRESS_MS = 2000;
/** A page that begins a new conversation has let go of the old one by then. */
const EMPTY_MS = 5000;
const LOOK_EVERY_MS = 100;
/** So much of the last answer tells whether it is still shown. */
const TAIL_CHARS = 30;

interface Options {
  /** The frame with the chat. */
  readonly frame: Frame;
  readonly selector: string | null;
  /** What the last turn showed. */
  readonly lastAnswer: string;
}

/** Presses what begins a new conversation; `false`: there is nothing, or the old conversation is still shown after it. */
export async function pressNewChat({ frame, selector, lastAnswer }: Options): Promise<boolean> {
  // The button may stand around a chat that is in a frame of its own.
  for (const scope of new Set([frame, frame.page().mainFrame()])) {
    for (const control of controlsIn(scope, selector)) {
      const shown = control.filter({ visible: true }).first();
      if ((await shown.count()) === 0) continue;
      try {
        await shown.click({ timeout: PRESS_MS });
      } catch {
        // Something lies over it: opening the page anew always works.
        return false;
      }
      return isGone(frame, lastAnswer);
    }
  }
  return false;
}

function controlsIn(scope: Frame, selector: string | null): Locator[] {
  if (selector !== null) return [scope.locator(selector)];
  return [NEW_CHAT, CLEAR].flatMap((name) => [
    scope.getByRole('button', { name }),
    scope.getByRole('link', { name }),
  ]);
}

async function isGone(frame: Frame, lastAnswer: string): Promise<boolean> {
  const tail = lastAnswer.trim().split('\n').at(-1)!.slice(-TAIL_CHARS).trim();
  if (tail === '') return true;
  const untilMs = performance.now() + EMPTY_MS;
  while (performance.now() < untilMs) {
    // A frame that is gone shows nothing any more.
    const shown = await frame
      .getByText(tail)
      .filter({ visible: true })
      .count()
      .catch(() => 0);
    if (shown === 0) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}
