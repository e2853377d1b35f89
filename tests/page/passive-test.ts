import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { TurnRecord } from '../../dist/src/model/records.js';
import { followPassiveTurns, type PassiveTurns } from '../../dist/src/page/passive-turns.js';
import { createTabs } from '../../dist/src/page/tabs.js';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { type Step, startScriptedChat } from '../probe/scripted-chat.js';
import { planFor } from './chat-page-test.js';

type Wanted = Parameters<typeof planFor>[0];

/** A context whose turns are followed although nobody asks for them. */
export interface Witness {
  readonly passive: PassiveTurns;
  /** Turns that have ended, in that order. */
  readonly turns: readonly TurnRecord[];
}

interface Fixtures {
  /** Follows the test's own context. */
  witness(wanted?: Wanted): Promise<Witness>;
  /** The same with a page on which the script named by the prompt runs. */
  visit(scripts: Readonly<Record<string, readonly Step[]>>, wanted?: Wanted): Promise<Witness>;
  /** The same with a page that is just this. */
  show(html: string): Promise<Witness>;
}

/** As an unknown page: nothing is told of it. */
export const UNKNOWN = { composer: null, send: null, answer: null, busy: null, error: null };

export const test = base.extend<Fixtures>({
  witness: async ({ context }, use) => {
    await use((wanted) => follow(context, wanted));
  },
  visit: async ({ page, witness }, use) => {
    const closers: (() => void)[] = [];
    await use(async (scripts, wanted) => {
      const served = await startScriptedChat(scripts);
      closers.push(served.close);
      const followed = await witness(wanted);
      await page.goto(served.url);
      return followed;
    });
    for (const close of closers) close();
  },
  show: async ({ page, witness }, use) => {
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    await use(async (html) => {
      await page.route('http://page.test/**', (route) =>
        route.fulfill({ contentType: 'text/html', body: `<!doctype html><body>${html}` }),
      );
      const followed = await witness({ selectors: UNKNOWN, turnMs: 3000 });
      await page.goto('http://page.test/');
      return followed;
    });
    expect(wrong, 'errors in the page').toEqual([]);
  },
});

async function follow(context: BrowserContext, wanted: Wanted): Promise<Witness> {
  const turns: TurnRecord[] = [];
  let ordinal = 0;
  const passive = await followPassiveTurns({
    context,
    tabs: createTabs({ dialect: 'openai-chat', hostMs: monotonicMs }),
    plan: planFor(wanted),
    hostMs: monotonicMs,
    baseMs: monotonicMs(),
    cut: new Promise(() => undefined),
    identify: () => ({ id: `t-${ordinal}`, person: 'p', journey: 'j', ordinal: ordinal++ }),
    onTurn: (turn) => turns.push(turn),
  });
  return { passive, turns };
}

/** As a team's own test does it. */
export async function send(page: Page, prompt: string): Promise<void> {
  await page.locator('textarea').fill(prompt);
  await page.locator('textarea').press('Enter');
}

export { expect };
