import type { Page } from '@playwright/test';
import { concealer } from '../config/conceal.js';
import type { TurnRecord } from '../model/records.js';
import { ChatTab, type ChatTabOptions } from './chat-tab.js';
import { firstLine } from './first-line.js';
import { MainThreadSamples } from './main-thread-samples.js';
import type { OpenChat } from './open-chat.js';
import type { PageClock } from './page-clock.js';
import { watchForLoss } from './page-loss.js';
import { paintedSegments } from './painted-segments.js';
import type { PreFlight } from './pre-flight.js';
import { pressStop } from './press-stop.js';
import { installProbe, type ProbedTurn, type ProbeSession } from './probe-session.js';
import { segmentsText } from './segments-text.js';
import { sendPrompt } from './send-prompt.js';
import { toTurn } from './to-turn.js';
import { touchPage } from './touch-page.js';
import { END_PATIENCE, type EndPatience, TurnEnd } from './turn-end.js';
import type { TurnIdentity } from './turn-identity.js';
import { type EndedBy, turnProblem } from './turn-problem.js';
import { sinceOf } from './turn-time.js';
import { TurnUnderWay } from './turn-under-way.js';
import type { WireTimes } from './wire-times.js';

/** A person's browser tab with the chat in it. */
export interface ChatPage {
  /** The tab that is used now: after a crash another one. */
  readonly page: Page;
  /** Opens the chat, finds the composer and checks that the page paints; throws with what came back if it cannot. */
  open(prepare?: (page: Page) => Promise<void>): Promise<PreFlight>;
  /** Sends one prompt and follows the answer. Never throws for what the target does: that is the turn's outcome. */
  ask(prompt: string, who: TurnIdentity, how?: AskHow): Promise<TurnRecord>;
  /** Presses what stops the answer that is on its way; whether it was there and was pressed before the turn was over. */
  stop(): Promise<boolean>;
  /** Begins a new conversation: by the page's own control, else by opening the page anew, as is then told. */
  newChat(): Promise<PreFlight | undefined>;
  screenshot(name: string): Promise<string | undefined>;
}

/** What the person does beside waiting. */
interface AskHow {
  /** They type and scroll while the answer streams. */
  readonly touch?: boolean;
}

interface Options extends ChatTabOptions {
  /** What the ledger's times count from, on the same clock. */
  readonly baseMs: number;
  /** Finds better times for what was on the wire. */
  readonly wireTimes?: WireTimes | undefined;
  /** Settles when the run ends now: a turn under way becomes `aborted`. */
  readonly cut: Promise<unknown>;
  /** The probe of this context, where others follow turns in it, too. */
  readonly probe?: ProbeSession;
  /** How long a page is waited for that does not show what it should; the defaults are for people. */
  readonly patience?: Partial<Patience>;
}

interface Patience extends EndPatience {
  /** A composer that was there is there again by then. */
  readonly locateMs: number;
  /** For one thing that is done: a key, a click. */
  readonly actionMs: number;
}

const LONGEST_DETAIL_CHARS = 300;
const PATIENCE: Patience = { ...END_PATIENCE, locateMs: 5000, actionMs: 5000 };

export async function createChatPage(options: Options): Promise<ChatPage> {
  const { plan, hostMs, baseMs } = options;
  const { target } = plan;
  const patience = { ...PATIENCE, ...options.patience };
  const probe = options.probe ?? (await installProbe(options.page.context()));
  const conceal = concealer(options.chatUrl);
  const told = (error: unknown): string => conceal(firstLine(error)).slice(0, LONGEST_DETAIL_CHARS);
  const at = await ChatTab.follow(options, patience.locateMs);
  let underWay: TurnUnderWay | undefined;

  function endOf(clock: PageClock): TurnEnd {
    const state = () => {
      const sinceMs = sinceOf(probe.seen.submittedMs ?? 0, clock);
      const observed = at.tab.wire?.observed(sinceMs, shownIn(probe.seen));
      return {
        isOpen: at.tab.wire?.isOpen(sinceMs, probe.seen.end === 'quiet') === true,
        wasSeen: observed !== undefined,
        text: observed?.text,
      };
    };
    return new TurnEnd(state, () => hostMs() - clock.offsetMs, patience);
  }

  async function ask(prompt: string, who: TurnIdentity, how: AskHow = {}): Promise<TurnRecord> {
    const turn = new TurnUnderWay(target.selectors);
    underWay = turn;
    try {
      return await askIn(turn, prompt, who, how);
    } finally {
      turn.end();
    }
  }

  async function askIn(
    underWay: TurnUnderWay,
    prompt: string,
    who: TurnIdentity,
    { touch = false }: AskHow,
  ): Promise<TurnRecord> {
    const base = { plan, who, prompt, baseMs, device: options.device?.name, begunMs: hostMs() - baseMs };
    let here: OpenChat | undefined;
    try {
      here = await at.now();
    } catch (error) {
      const detail = `the page could not be reopened: ${told(error)}`;
      return toTurn({
        ...base,
        frameMs: at.chat?.flight.frameMs,
        problem: { outcome: 'unmeasured', detail },
      });
    }
    const { tab } = at;
    if (here === undefined) {
      const detail = 'there is no composer that can be written in';
      const refused = toTurn({
        ...base,
        frameMs: at.chat?.flight.frameMs,
        problem: { outcome: 'refused', detail },
      });
      return { ...refused, screenshot: await at.screenshot(`turn-${who.id}`) };
    }
    const { frame, selectors, flight } = here;
    const loss = watchForLoss(tab.page);
    const samples = new MainThreadSamples(() => tab.mainThreadMs(frame), hostMs);
    let deadline: NodeJS.Timeout | undefined;
    try {
      const clock = await tab.clock(frame);
      tab.wire?.reset();
      const { composer, answer, busy, error } = selectors;
      await probe.watch(frame, { turn: who.id, composer, answer, busy, error, prompt, begin: 'input' });
      await samples.start();
      const sent = await sendPrompt({
        frame,
        prompt,
        way: at.sendWay,
        composer,
        isTaken: (sinceMs) => probe.seen.states.length > 0 || tab.wire?.observed(sinceMs) !== undefined,
        hostMs,
        actionMs: patience.actionMs,
      });
      const refusal = 'refusal' in sent ? sent.refusal : undefined;
      if ('way' in sent) at.sendWay = sent.way;
      underWay.sentIn = frame;
      const touching = touch
        ? touchPage({ frame, hasText: () => probe.seen.states.length > 0, isOver: () => underWay.isOver })
        : undefined;
      let endedBy: EndedBy | undefined;
      const late = new Promise<void>((resolve) => {
        deadline = setTimeout(resolve, plan.deadlines.page.turnMs);
      });
      const stop = Promise.race([
        loss.lost.then(() => 'lost' as const),
        options.cut.then(() => 'cut' as const),
        ...(refusal === undefined ? [] : [Promise.resolve('refused' as const)]),
        late.then(() => 'late' as const),
        underWay.unsettled.given.then(() => 'unsettled' as const),
      ]).then((why) => {
        endedBy = why;
      });
      const end = endOf(clock);
      const seen = await probe.result(frame, stop, (so) => end.of(so));
      underWay.end();
      const touched = await touching;
      at.needsReload = seen.end === undefined;
      const problem =
        seen.end !== undefined
          ? undefined
          : turnProblem(loss.how === undefined ? endedBy : 'lost', {
              lost: loss.how,
              refusal: refusal === undefined ? undefined : conceal(refusal),
              turnMs: plan.deadlines.page.turnMs,
              wasStopped: underWay.wasStopped,
            });
      const shownText = shownIn(seen);
      at.lastAnswer = shownText;
      const wire =
        seen.submittedMs === undefined
          ? undefined
          : tab.wire?.observed(sinceOf(seen.submittedMs, clock), shownText);
      const measured = toTurn({
        ...base,
        frameMs: flight.frameMs,
        seen,
        clock,
        wire,
        problem,
        wasStopped: underWay.wasStopped,
        scrolled: touched?.scrolled === true,
        mainThread: await samples.stop(),
        found: { composerConfidence: composer === null ? here.composer.confidence : 1, preset: here.preset },
        conversationTurn: at.conversationTurn++,
      });
      const turn = options.wireTimes?.expect(measured, wire?.content) ?? measured;
      // A preset whose answer is not where it says is none for this page.
      if (here.preset !== undefined && turn.outcome === 'empty' && turn.wire.length > 0)
        at.chat = { ...here, selectors: target.selectors, preset: undefined };
      const failed = !['answered', 'aborted'].includes(turn.outcome);
      // A page that stands still cannot be drawn either.
      const canBeDrawn = seen.end !== undefined || seen.answering;
      return failed && canBeDrawn ? { ...turn, screenshot: await at.screenshot(`turn-${who.id}`) } : turn;
    } catch (error) {
      // Whatever broke here, Playwright or the page: the turn was attempted and nothing can be said about it.
      at.needsReload = true;
      return toTurn({
        ...base,
        frameMs: flight.frameMs,
        problem: { outcome: 'unmeasured', detail: loss.how ?? told(error) },
      });
    } finally {
      clearTimeout(deadline);
      samples.halt();
      loss.stop();
    }
  }

  return {
    get page() {
      return at.tab.page;
    },
    open: (prepare) => at.open(prepare),
    ask,
    stop: async () => underWay !== undefined && pressStop(underWay),
    newChat: () => at.newChat(),
    screenshot: (name) => at.screenshot(name),
  };
}

const shownIn = ({ states }: ProbedTurn): string => segmentsText(paintedSegments(states).at(-1) ?? []);
