import type { Page } from '@playwright/test';
import { bareUrl } from '../config/bare-url.js';
import { concealer } from '../config/conceal.js';
import type { PageSelectors, RunPlan } from '../model/plan.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import { applyPreset, type KnownPage } from './apply-preset.js';
import { ChatPageError, type PageEvidence } from './chat-page-error.js';
import { firstLine } from './first-line.js';
import { type LocatedChat, locateChat } from './locate-chat.js';
import { type PreFlight, preFlight } from './pre-flight.js';
import { within } from './within.js';

interface Options {
  readonly page: Page;
  readonly url: string;
  readonly target: { readonly selectors: PageSelectors; readonly preset: RunPlan['target']['preset'] };
  readonly screenshot: () => Promise<string | undefined>;
  /** What must be done before the chat can be used: a banner, a button that opens it. */
  readonly prepare?: ((page: Page) => Promise<void>) | undefined;
  /** How long the composer may take to appear. */
  readonly composerMs?: number;
}

/** A chat that can be used: where it is, what is known of it, and how the page paints. */
export interface OpenChat extends LocatedChat, KnownPage {
  readonly flight: PreFlight;
}

const OPEN_MS = 20_000;
const COMPOSER_MS = 10_000;
const BODY_MS = 2000;
const BODY_SAMPLE_CHARS = 200;

/** Opens the chat, finds the composer and checks that the page paints; throws with what came back if it cannot. */
export async function openChat(options: Options): Promise<OpenChat> {
  const { page, url, target, screenshot, prepare, composerMs = COMPOSER_MS } = options;
  const conceal = concealer(url);
  let came: Omit<PageEvidence, 'url' | 'screenshot'> = {};
  const fail = async (problem: string, fix: string): Promise<never> => {
    throw new ChatPageError(problem, fix, { url: bareUrl(url), ...came, screenshot: await screenshot() });
  };
  try {
    // An address that only differs behind its # is another place in the same document, which would live on.
    if (new URL(url).hash !== '' && page.url() !== 'about:blank') await page.goto('about:blank');
    const response = await page.goto(url, { timeout: OPEN_MS, waitUntil: 'domcontentloaded' });
    came = {
      status: response?.status(),
      contentType: response?.headers()['content-type'],
      // Only evidence: a body that the browser has already let go of, or that never ends, is no reason to fail.
      body: await within(response?.text().catch(() => undefined) ?? Promise.resolve(undefined), BODY_MS).then(
        (body) => (body === undefined ? undefined : conceal(body).slice(0, BODY_SAMPLE_CHARS)),
      ),
    };
    if (response !== null && !response.ok()) {
      return await fail(
        `the chat page answered HTTP ${response.status()}`,
        'Set CHAT_URL to a page that opens in a browser without a login, or sign in with storageState.',
      );
    }
  } catch (error) {
    if (error instanceof ChatPageError) throw error;
    return await fail(
      `the chat page does not open: ${conceal(firstLine(error))}`,
      'Check that CHAT_URL is right and that the server is running.',
    );
  }
  try {
    await prepare?.(page);
  } catch (error) {
    return await fail(
      `what prepares the page failed: ${conceal(firstLine(error))}`,
      'Mend the function that was given to chat.open({ prepare }).',
    );
  }
  const found = await find(page, target, composerMs).catch((error: unknown) => {
    if (error instanceof PlimsollError) throw error;
    return `; ${conceal(firstLine(error))}`;
  });
  if (typeof found === 'string' || found === undefined) {
    const { composer } = target.selectors;
    const how =
      composer === null ? 'nothing on the page looks like the text box of a chat' : `looked for ${composer}`;
    return await fail(
      `no composer was found within ${composerMs / 1000} s (${how}${found ?? ''})`,
      "Set plimsoll({ target: { selectors: { composer: '…' } } }) to the CSS selector of the text box; if something must be clicked before it shows, use chat.open({ prepare }).",
    );
  }
  return { ...found, flight: await preFlight(page) };
}

async function find(
  page: Page,
  target: Options['target'],
  ms: number,
): Promise<(LocatedChat & KnownPage) | undefined> {
  const { composer } = target.selectors;
  const located = await locateChat(page, composer, ms);
  if (located === undefined) return undefined;
  const known = await applyPreset(page, target);
  if (known.selectors.composer === composer) return { ...located, ...known };
  // The preset's own check: its composer must be there, else the page is an unknown one.
  const again = await locateChat(page, known.selectors.composer, 0);
  if (again !== undefined) return { ...again, ...known };
  return { ...located, selectors: target.selectors, preset: undefined };
}
