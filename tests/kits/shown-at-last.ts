import type { Page } from '@playwright/test';
import type { KitTurn } from './ask-in-turn.js';
import type { Kit } from './kits.js';
import { plainLetters } from './plain-letters.js';

/** What the page shows of each answer when all is over, as letters: less than was sent if the kit lost some of it. */
export async function shownAtLast(
  page: Page,
  kit: Kit,
  turns: readonly KitTurn[],
): Promise<readonly string[]> {
  const sent = turns.map(({ scripted }) => plainLetters(scripted.words.join('')));
  if (kit.dropsEnds !== true) return sent;
  const within = kit.frame === undefined ? page : page.frameLocator('iframe');
  const shown = (await within.locator(kit.answer).allTextContents()).map(plainLetters);
  return sent.map((whole) => {
    if (shown.includes(whole)) return whole;
    const cut = shown.filter((text) => text !== '' && whole.startsWith(text));
    return cut.toSorted((a, b) => b.length - a.length)[0] ?? whole;
  });
}
