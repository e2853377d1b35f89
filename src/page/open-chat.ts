import { errors, type Page } from '@playwright/test';
import { bareUrl } from '../config/bare-url.js';
import { ChatPageError, type PageEvidence } from './chat-page-error.js';
import { concealer } from './conceal.js';
import { firstLine } from './first-line.js';
import { type PreFlight, preFlight } from './pre-flight.js';
import { within } from './within.js';

interface Options {
  readonly page: Page;
  readonly url: string;
  /** CSS selector of the text box. */
  readonly composer: string;
  readonly screenshot: () => Promise<string | undefined>;
  /** How long the composer may take to appear. */
  readonly composerMs?: number;
}

const OPEN_MS = 20_000;
const COMPOSER_MS = 10_000;
const BODY_MS = 2000;
const BODY_SAMPLE_CHARS = 200;

/** Opens the chat, finds the composer and checks that the page paints; throws with what came back if it cannot. */
export async function openChat(options: Options): Promise<PreFlight> {
  const { page, url, composer, screenshot, composerMs = COMPOSER_MS } = options;
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
    await page.locator(composer).first().waitFor({ state: 'visible', timeout: composerMs });
  } catch (error) {
    const why = error instanceof errors.TimeoutError ? '' : `; ${conceal(firstLine(error))}`;
    return await fail(
      `no composer was found within ${composerMs / 1000} s (looked for ${composer}${why})`,
      "Set plimsoll({ target: { selectors: { composer: '…' } } }) to the CSS selector of the text box.",
    );
  }
  return preFlight(page);
}
