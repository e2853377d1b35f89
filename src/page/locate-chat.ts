import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Page } from '@playwright/test';
import { PROBE_NAME } from '../model/probe-names.js';
import type { FoundPart, ProbeHandle } from '../probe/messages.js';
import { within } from './within.js';

/** Where the chat is: the frame with its composer. */
export interface LocatedChat {
  readonly frame: Frame;
  readonly composer: FoundPart;
}

const LOOK_EVERY_MS = 150;
/** A frame that stands still is left out of one look. */
const LOOK_MS = 2000;

/**
 * Finds the frame with the composer; `undefined`: there was none within `ms`. Without a selector it is looked for until
 * two looks agree: a page may still be under way.
 */
export async function locateChat(
  page: Page,
  composer: string | null,
  ms: number,
): Promise<LocatedChat | undefined> {
  const untilMs = performance.now() + ms;
  let before: LocatedChat | undefined;
  for (;;) {
    const found = await lookOnce(page, composer);
    const agrees =
      found?.frame === before?.frame && found?.composer.description === before?.composer.description;
    if (found !== undefined && (composer !== null || agrees)) return found;
    if (performance.now() >= untilMs) return found;
    before = found;
    await sleep(LOOK_EVERY_MS);
  }
}

async function lookOnce(page: Page, composer: string | null): Promise<LocatedChat | undefined> {
  const looks = await Promise.all(page.frames().map((frame) => within(lookIn(frame, composer), LOOK_MS)));
  const found = looks.filter((look) => look !== undefined);
  return found.sort((a, b) => b.composer.score - a.composer.score)[0];
}

async function lookIn(frame: Frame, selector: string | null): Promise<LocatedChat | undefined> {
  try {
    const composer = await frame.evaluate(
      ({ name, selector }) =>
        (window as unknown as Record<string, ProbeHandle | undefined>)[name]?.locateComposer(selector),
      { name: PROBE_NAME, selector },
    );
    return composer && { frame, composer };
  } catch (error) {
    // A frame that goes while it is looked at has no composer; a selector that is none is the user's to know.
    if (selector !== null && error instanceof Error && /not a valid selector/.test(error.message))
      throw error;
    return undefined;
  }
}
