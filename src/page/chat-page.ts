import { join } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import type { RunPlan } from '../model/plan.js';
import type { TurnRecord } from '../model/records.js';
import { ChatPageError } from './chat-page-error.js';
import { readPageClock } from './page-clock.js';
import { type PreFlight, preFlight } from './pre-flight.js';
import { installProbe, type ProbeSession } from './probe-session.js';
import { sendPrompt } from './send-prompt.js';
import { toTurn } from './to-turn.js';
import type { TurnIdentity } from './turn-identity.js';
import { observeWire, type WireObserver } from './wire-observer.js';

/** A person's browser tab with the chat in it. */
export interface ChatPage {
  readonly page: Page;
  /** Opens the chat, finds the composer and checks that the page paints; throws with what came back if it cannot. */
  open(): Promise<PreFlight>;
  /** Sends one prompt and follows the answer. Never throws for what the target does: that is the turn's outcome. */
  ask(prompt: string, who: TurnIdentity): Promise<TurnRecord>;
  screenshot(name: string): Promise<string | undefined>;
}

interface Options {
  readonly page: Page;
  readonly plan: RunPlan;
  readonly chatUrl: string;
  /** Folder for screenshots. */
  readonly runDir: string;
  /** Host monotonic milliseconds, absolute. */
  readonly hostMs: () => number;
  /** What the ledger's times count from, on the same clock. */
  readonly baseMs: number;
  /** Settles when the run ends now: a turn under way becomes `aborted`. */
  readonly cut: Promise<unknown>;
}

const OPEN_MS = 20_000;
const COMPOSER_MS = 10_000;
const BODY_SAMPLE_CHARS = 200;

export async function createChatPage(options: Options): Promise<ChatPage> {
  const { page, plan } = options;
  const context: BrowserContext = page.context();
  const probe: ProbeSession = await installProbe(context);
  const browser: Browser | null = context.browser();
  const cdp: CDPSession | undefined =
    browser?.browserType().name() === 'chromium' ? await context.newCDPSession(page) : undefined;
  await cdp?.send('Performance.enable', { timeDomain: 'timeTicks' });
  const wire: WireObserver | undefined =
    cdp === undefined ? undefined : await observeWire(cdp, plan.target.loadDialect);
  const { selectors } = plan.target;
  let frameMs: number | undefined;
  /** A turn that did not end by itself leaves the page in a state that the next one must not inherit. */
  let needsReload = false;

  const screenshot = async (name: string): Promise<string | undefined> => {
    const path = join(options.runDir, `${name}.png`);
    try {
      await page.screenshot({ path, timeout: 5000 });
      return path;
    } catch {
      // A page that cannot even be drawn: the error that called for the picture says more.
      return undefined;
    }
  };

  async function open(): Promise<PreFlight> {
    let came: { status?: number | undefined; contentType?: string | undefined; body?: string | undefined } =
      {};
    const fail = async (problem: string, fix: string): Promise<never> => {
      throw new ChatPageError(problem, fix, {
        url: options.chatUrl,
        ...came,
        screenshot: await screenshot('cannot-open'),
      });
    };
    try {
      const response = await page.goto(options.chatUrl, { timeout: OPEN_MS, waitUntil: 'domcontentloaded' });
      came = {
        status: response?.status(),
        contentType: response?.headers()['content-type'],
        body: (await response?.text())?.slice(0, BODY_SAMPLE_CHARS),
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
        `the chat page does not open: ${firstLine(error)}`,
        'Check that CHAT_URL is right and that the server is running.',
      );
    }
    try {
      await page.locator(selectors.composer).first().waitFor({ state: 'visible', timeout: COMPOSER_MS });
    } catch {
      return await fail(
        `no composer was found within ${COMPOSER_MS / 1000} s (looked for ${selectors.composer})`,
        "Set plimsoll({ target: { selectors: { composer: '…' } } }) to the CSS selector of the text box.",
      );
    }
    const flight = await preFlight(page);
    frameMs = flight.frameMs;
    needsReload = false;
    return flight;
  }

  async function ask(prompt: string, who: TurnIdentity): Promise<TurnRecord> {
    const begunMs = options.hostMs() - options.baseMs;
    const base = { plan, who, prompt, baseMs: options.baseMs, begunMs, frameMs };
    try {
      if (needsReload) await open();
    } catch (error) {
      return toTurn({
        ...base,
        problem: { outcome: 'unmeasured', detail: `the page could not be reopened: ${firstLine(error)}` },
      });
    }
    let gone: (why: string) => void = () => undefined;
    const pageGone = new Promise<string>((resolve) => {
      gone = resolve;
    });
    const onCrash = (): void => gone('the tab crashed');
    const onClose = (): void => gone('the page was closed');
    const onNavigated = (frame: unknown): void => {
      if (frame === page.mainFrame()) gone('the page was reloaded while the answer was on its way');
    };
    page.on('crash', onCrash).on('close', onClose).on('framenavigated', onNavigated);
    let deadline: NodeJS.Timeout | undefined;
    try {
      const clock = await readPageClock(page, cdp, options.hostMs);
      wire?.reset();
      await probe.watch(page, { turn: who.id, ...pick(selectors), begin: 'input' });
      const refusal = await sendPrompt(page, selectors, prompt);
      const late = new Promise<string>((resolve) => {
        deadline = setTimeout(() => resolve('late'), plan.deadlines.page.turnMs);
      });
      const stops = Promise.race([
        refusal === undefined ? late : Promise.resolve('refused'),
        pageGone.then((why) => `gone:${why}`),
        options.cut.then(() => 'cut'),
      ]);
      let stoppedBy: string | undefined;
      const seen = await probe.result(
        stops.then((why) => {
          stoppedBy = why;
        }),
      );
      const ended = seen.end !== undefined;
      needsReload = !ended;
      const observed =
        seen.submittedMs === undefined
          ? undefined
          : wire?.observed(seen.submittedMs + clock.offsetMs - clock.errorMs - 1);
      if (!ended && stoppedBy !== undefined && !stoppedBy.startsWith('gone')) await probe.abandon(page);
      const problem = ended ? undefined : problemOf(stoppedBy ?? 'late', refusal, plan.deadlines.page.turnMs);
      const turn = toTurn({ ...base, seen, clock, wire: observed, wireSeen: wire !== undefined, problem });
      const failed = !['answered', 'aborted'].includes(turn.outcome);
      return failed ? { ...turn, screenshot: await screenshot(`turn-${who.id}`) } : turn;
    } catch (error) {
      // Whatever broke here, Playwright or the page: the turn was attempted and nothing can be said about it.
      needsReload = true;
      return toTurn({ ...base, problem: { outcome: 'unmeasured', detail: firstLine(error) } });
    } finally {
      clearTimeout(deadline);
      page.off('crash', onCrash).off('close', onClose).off('framenavigated', onNavigated);
    }
  }

  return { page, open, ask, screenshot };
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300);

const pick = ({
  answer,
  busy,
  error,
}: RunPlan['target']['selectors']): { answer: string; busy: string; error: string } => ({
  answer,
  busy,
  error,
});

function problemOf(
  stoppedBy: string,
  refusal: string | undefined,
  turnMs: number,
): { outcome: TurnRecord['outcome']; detail: string } {
  if (stoppedBy === 'refused')
    return { outcome: 'refused', detail: refusal ?? 'the prompt could not be sent' };
  if (stoppedBy === 'cut')
    return { outcome: 'aborted', detail: 'the run ended while the answer was on its way' };
  if (stoppedBy.startsWith('gone:'))
    return { outcome: 'unmeasured', detail: stoppedBy.slice('gone:'.length) };
  return { outcome: 'timed_out', detail: `not finished within ${turnMs} ms` };
}
