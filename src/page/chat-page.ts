import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { TurnOutcome } from '../model/outcome.js';
import type { RunPlan } from '../model/plan.js';
import type { TurnRecord } from '../model/records.js';
import { concealer } from './conceal.js';
import { firstLine } from './first-line.js';
import { openChat } from './open-chat.js';
import type { PageClock } from './page-clock.js';
import { watchForLoss } from './page-loss.js';
import type { PreFlight } from './pre-flight.js';
import { installProbe, type ProbedTurn } from './probe-session.js';
import { sendPrompt } from './send-prompt.js';
import { followTab } from './tab.js';
import { toTurn } from './to-turn.js';
import type { TurnIdentity } from './turn-identity.js';

/** A person's browser tab with the chat in it. */
export interface ChatPage {
  /** The tab that is used now: after a crash another one. */
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

type Problem = { readonly outcome: TurnOutcome; readonly detail: string };

/** A page that shows an end while its stream goes on is not believed, but not for ever: a stream may be left open. */
const OPEN_STREAM_MS = 10_000;
const LONGEST_DETAIL_CHARS = 300;

export async function createChatPage(options: Options): Promise<ChatPage> {
  const { plan, hostMs, baseMs } = options;
  const { selectors, loadDialect } = plan.target;
  const context = options.page.context();
  const probe = await installProbe(context);
  const conceal = concealer(options.chatUrl);
  const told = (error: unknown): string => conceal(firstLine(error)).slice(0, LONGEST_DETAIL_CHARS);
  let tab = await followTab(options.page, loadDialect, hostMs);
  let frameMs: number | undefined;
  /** A turn that did not end by itself leaves the page in a state that the next one must not inherit. */
  let needsReload = false;
  /** A tab that crashed cannot be used again. */
  let needsTab = false;
  const dead = (): void => {
    needsTab = true;
  };
  tab.page.on('crash', dead).on('close', dead);

  const screenshot = async (name: string): Promise<string | undefined> => {
    const path = join(options.runDir, `${name}.png`);
    try {
      await tab.page.screenshot({ path, timeout: 5000 });
      return path;
    } catch {
      // A page that cannot even be drawn: the error that called for the picture says more.
      return undefined;
    }
  };

  async function open(): Promise<PreFlight> {
    if (needsTab) {
      const before = tab.page;
      tab = await followTab(await context.newPage(), loadDialect, hostMs);
      tab.page.on('crash', dead).on('close', dead);
      needsTab = false;
      before.off('crash', dead).off('close', dead);
      await before.close();
    }
    const flight = await openChat({
      page: tab.page,
      url: options.chatUrl,
      composer: selectors.composer,
      screenshot: () => screenshot('cannot-open'),
    });
    frameMs = flight.frameMs;
    needsReload = false;
    return flight;
  }

  /** Whether an end that the page shows can be one: it is doubted while the answer's own stream goes on. */
  function doubtOpenStreams(clock: PageClock): (seen: ProbedTurn) => boolean {
    let doubtedSinceMs: number | undefined;
    return ({ end, submittedMs }) => {
      const sinceMs = sinceOf(submittedMs ?? 0, clock);
      if (end === 'error' || tab.wire?.isOpen(sinceMs, end === 'quiet') !== true) return true;
      doubtedSinceMs ??= hostMs();
      return hostMs() - doubtedSinceMs >= OPEN_STREAM_MS;
    };
  }

  async function ask(prompt: string, who: TurnIdentity): Promise<TurnRecord> {
    const base = { plan, who, prompt, baseMs, begunMs: hostMs() - baseMs };
    try {
      if (needsReload || needsTab) await open();
    } catch (error) {
      const detail = `the page could not be reopened: ${told(error)}`;
      return toTurn({ ...base, frameMs, problem: { outcome: 'unmeasured', detail } });
    }
    const loss = watchForLoss(tab.page);
    let deadline: NodeJS.Timeout | undefined;
    try {
      const clock = await tab.clock();
      tab.wire?.reset();
      const { answer, busy, error } = selectors;
      await probe.watch(tab.page, { turn: who.id, answer, busy, error, begin: 'input' });
      const refusal = await sendPrompt(tab.page, selectors, prompt);
      let stoppedBy: 'late' | 'refused' | 'lost' | 'cut' | undefined;
      const late = new Promise<void>((resolve) => {
        deadline = setTimeout(resolve, plan.deadlines.page.turnMs);
      });
      const stop = Promise.race([
        loss.lost.then(() => 'lost' as const),
        options.cut.then(() => 'cut' as const),
        ...(refusal === undefined ? [] : [Promise.resolve('refused' as const)]),
        late.then(() => 'late' as const),
      ]).then((why) => {
        stoppedBy = why;
      });
      const seen = await probe.result(tab.page, stop, doubtOpenStreams(clock));
      needsReload = seen.end === undefined;
      const problem =
        seen.end !== undefined
          ? undefined
          : problemOf(loss.how === undefined ? stoppedBy : 'lost', {
              lost: loss.how,
              refusal: refusal === undefined ? undefined : conceal(refusal),
              turnMs: plan.deadlines.page.turnMs,
            });
      const wire =
        seen.submittedMs === undefined ? undefined : tab.wire?.observed(sinceOf(seen.submittedMs, clock));
      const turn = toTurn({ ...base, frameMs, seen, clock, wire, problem });
      const failed = !['answered', 'aborted'].includes(turn.outcome);
      // A page that stands still cannot be drawn either.
      const canBeDrawn = seen.end !== undefined || seen.answering;
      return failed && canBeDrawn ? { ...turn, screenshot: await screenshot(`turn-${who.id}`) } : turn;
    } catch (error) {
      // Whatever broke here, Playwright or the page: the turn was attempted and nothing can be said about it.
      needsReload = true;
      return toTurn({
        ...base,
        frameMs,
        problem: { outcome: 'unmeasured', detail: loss.how ?? told(error) },
      });
    } finally {
      clearTimeout(deadline);
      loss.stop();
    }
  }

  return {
    get page() {
      return tab.page;
    },
    open,
    ask,
    screenshot,
  };
}

/** From when on a request can belong to the turn: the input, as early as the clocks may have it. */
const sinceOf = (submittedMs: number, { offsetMs, errorMs }: PageClock): number =>
  submittedMs + offsetMs - errorMs - 1;

function problemOf(
  stoppedBy: 'late' | 'refused' | 'lost' | 'cut' | undefined,
  known: { readonly lost: string | undefined; readonly refusal: string | undefined; readonly turnMs: number },
): Problem {
  if (stoppedBy === 'lost') return { outcome: 'unmeasured', detail: known.lost ?? 'the page was lost' };
  if (stoppedBy === 'cut')
    return { outcome: 'aborted', detail: 'the run ended while the answer was on its way' };
  if (stoppedBy === 'refused')
    return { outcome: 'refused', detail: known.refusal ?? 'the prompt could not be sent' };
  return { outcome: 'timed_out', detail: `not finished within ${known.turnMs} ms` };
}
