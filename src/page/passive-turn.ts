import type { Frame } from '@playwright/test';
import type { RunPlan } from '../model/plan.js';
import { PROBE_NAME } from '../model/probe-names.js';
import type { TurnRecord } from '../model/records.js';
import type { ProbeHandle, ProbeReport, RecognisedMessage } from '../probe/messages.js';
import { firstLine } from './first-line.js';
import { MainThreadSamples } from './main-thread-samples.js';
import type { PageClock } from './page-clock.js';
import { watchForLoss } from './page-loss.js';
import { paintedSegments } from './painted-segments.js';
import { NOTHING_SEEN, type ProbedTurn, withReport } from './probed-turn.js';
import { seenBefore } from './seen-before.js';
import { segmentsText } from './segments-text.js';
import { signal } from './signal.js';
import type { Tab } from './tab.js';
import { toTurn } from './to-turn.js';
import { TurnEnd } from './turn-end.js';
import type { TurnIdentity } from './turn-identity.js';
import { type TurnProblem, turnProblem } from './turn-problem.js';
import { sinceOf } from './turn-time.js';
import type { WireObservation } from './wire-observation.js';
import type { WireTimes } from './wire-times.js';
import { within } from './within.js';

export interface PassiveTurnOptions {
  readonly plan: RunPlan;
  readonly frame: Frame;
  readonly tab: Promise<Tab>;
  /** Host monotonic milliseconds, absolute. */
  readonly hostMs: () => number;
  /** What the ledger's times count from, on the same clock. */
  readonly baseMs: number;
  /** Settles when the run ends now. */
  readonly cut: Promise<unknown>;
  readonly wireTimes?: WireTimes | undefined;
  /** What the person's device is called. */
  readonly device?: string | undefined;
  /** Called when it is certain that there is a turn. */
  readonly identify: () => TurnIdentity;
}

/** Why a turn is followed no longer, where its end was not seen. */
type StoppedBy = 'late' | 'lost' | 'cut' | 'next' | 'left';
interface Final {
  readonly seen: ProbedTurn;
  readonly wire: WireObservation | undefined;
  readonly stoppedBy: StoppedBy | undefined;
}

/** A page that stands still is not waited for. */
const LET_GO_MS = 1000;
/** Between two looks at whether the answer is whole by now. */
const LOOK_EVERY_MS = 100;
const LONGEST_DETAIL_CHARS = 300;

/** A turn that began by itself: follows it to its end, from what the probe reports. */
export class PassiveTurn {
  /** The turn; `undefined`: nothing at all came of it, and it may not have been a message. */
  readonly over: Promise<TurnRecord | undefined>;
  readonly #options: PassiveTurnOptions;
  readonly #message: RecognisedMessage;
  readonly #id: string;
  readonly #begunMs: number;
  readonly #ended = signal();
  #seen: ProbedTurn = NOTHING_SEEN;
  #nextMs: number | undefined;
  #clock: PageClock | undefined;
  #tab: Tab | undefined;
  #end: TurnEnd | undefined;
  #final: Final | undefined;

  constructor(first: ProbeReport, options: PassiveTurnOptions) {
    this.#options = options;
    this.#message = first.recognised!;
    this.#id = first.turn;
    this.#begunMs = options.hostMs() - options.baseMs;
    this.take(first);
    this.over = this.#follow();
  }

  take(report: ProbeReport): void {
    this.#seen = withReport(this.#seen, report);
    this.#nextMs ??= report.nextMs;
    if (this.#nextMs !== undefined) this.#finish('next');
    else this.#look();
  }

  /**
   * Nobody sends anything any more: waits for the turn's end. With `graceMs` also an answer that is whole will do, and
   * what is not whole by then is left.
   */
  async settle(graceMs: number | undefined): Promise<void> {
    const untilMs = this.#options.hostMs() + (graceMs ?? Number.POSITIVE_INFINITY);
    while (graceMs !== undefined && this.#final === undefined) {
      await within(this.#inPage('tell'), LET_GO_MS);
      const isWhole = this.#end?.standing(this.#seen) !== undefined;
      if (isWhole || this.#options.hostMs() >= untilMs) await this.#stop('left');
      else await within(this.#ended.given, LOOK_EVERY_MS);
    }
    await this.over;
  }

  async #follow(): Promise<TurnRecord | undefined> {
    const { plan, frame, hostMs, cut } = this.#options;
    const loss = watchForLoss(frame.page());
    const samples = new MainThreadSamples(async () => (await this.#options.tab).mainThreadMs(frame), hostMs);
    let deadline: NodeJS.Timeout | undefined;
    try {
      void loss.lost.then(() => this.#finish('lost'));
      void cut.then(() => this.#stop('cut'));
      deadline = setTimeout(() => void this.#stop('late'), plan.deadlines.page.turnMs);
      await Promise.race([this.#ended.given, this.#begin(loss, samples)]);
      await this.#ended.given;
      await within(this.#inPage('release'), LET_GO_MS);
      return this.#record(this.#final!, loss.how, await samples.stop());
    } catch (error) {
      // Whatever broke here, Playwright or the page: the turn was attempted and nothing can be said about it.
      const detail = loss.how ?? firstLine(error).slice(0, LONGEST_DETAIL_CHARS);
      return this.#toTurn({ problem: { outcome: 'unmeasured', detail } });
    } finally {
      clearTimeout(deadline);
      samples.halt();
      loss.stop();
    }
  }

  async #begin(loss: { readonly how: string | undefined }, samples: MainThreadSamples): Promise<void> {
    const { frame, hostMs } = this.#options;
    const tab = await this.#options.tab;
    const clock = await tab.clock(frame);
    // It would be the next document's.
    if (loss.how !== undefined || this.#final !== undefined) return;
    const sinceMs = sinceOf(this.#seen.submittedMs ?? 0, clock);
    tab.wire?.reset(sinceMs);
    this.#tab = tab;
    this.#clock = clock;
    const state = () => {
      const observed = this.#observed();
      const orPost = this.#nextMs !== undefined || this.#seen.end === 'quiet';
      return {
        isOpen: tab.wire?.isOpen(sinceMs, orPost, this.#untilMs()) === true,
        wasSeen: observed !== undefined,
        text: observed?.text,
      };
    };
    this.#end = new TurnEnd(state, () => hostMs() - clock.offsetMs);
    this.#look();
    await samples.start();
  }

  #untilMs(): number | undefined {
    return this.#nextMs === undefined ? undefined : sinceOf(this.#nextMs, this.#clock!);
  }

  #observed(seen: ProbedTurn = this.#seen): WireObservation | undefined {
    if (this.#clock === undefined || seen.submittedMs === undefined) return undefined;
    const shown = segmentsText(paintedSegments(seen.states).at(-1) ?? []);
    return this.#tab?.wire?.observed(sinceOf(seen.submittedMs, this.#clock), shown, this.#untilMs());
  }

  #look(): void {
    const end = this.#final === undefined ? this.#end?.of(this.#seen) : undefined;
    if (end === undefined) return;
    this.#finish(undefined, { ...this.#seen, end, answering: true });
  }

  /** Lets the page go first: what it has seen until now comes with that. */
  async #stop(by: StoppedBy): Promise<void> {
    if (this.#final !== undefined) return;
    await within(this.#inPage('release'), LET_GO_MS);
    this.#finish(by);
  }

  /** At once, with what is known now: the next turn may make the wire forget. */
  #finish(stoppedBy: StoppedBy | undefined, known: ProbedTurn = this.#seen): void {
    if (this.#final !== undefined) return;
    const seen = this.#nextMs === undefined ? known : seenBefore(known, this.#nextMs);
    const end = stoppedBy === undefined ? seen.end : this.#end?.standing(seen);
    this.#final = {
      seen: { ...seen, end },
      wire: this.#observed(seen),
      stoppedBy: end === undefined ? stoppedBy : undefined,
    };
    this.#ended.give();
  }

  #record(
    { seen, wire, stoppedBy }: Final,
    how: string | undefined,
    mainThread: readonly (readonly [number, number])[],
  ): TurnRecord | undefined {
    const isNothing = seen.states.length === 0 && wire === undefined && seen.end !== 'error';
    if (isNothing && !this.#message.isSure) return undefined;
    const { turnMs } = this.#options.plan.deadlines.page;
    const problem =
      stoppedBy &&
      problemOf(stoppedBy, { lost: how, turnMs, refusal: undefined, wasStopped: seen.wasStopped === true });
    const clock = this.#clock;
    // Without its clock nothing of what the page saw has a time.
    if (clock === undefined) return this.#toTurn({ problem });
    const turn = this.#toTurn({
      seen,
      clock,
      wire,
      problem,
      mainThread,
      wasStopped: seen.wasStopped === true,
    });
    return this.#options.wireTimes?.expect(turn, wire?.content) ?? turn;
  }

  #toTurn(parts: Partial<Parameters<typeof toTurn>[0]>): TurnRecord {
    const { plan, baseMs, device } = this.#options;
    const { prompt, composerConfidence, conversationTurn, preset } = this.#message;
    return toTurn({
      plan,
      who: this.#options.identify(),
      prompt,
      baseMs,
      device,
      begunMs: this.#begunMs,
      frameMs: undefined,
      found: { composerConfidence, preset },
      conversationTurn,
      passive: true,
      ...parts,
    });
  }

  /** Asks the probe for something; a page that is gone has told what it will. */
  async #inPage(what: 'tell' | 'release'): Promise<void> {
    await this.#options.frame
      .evaluate(
        ({ name, what, turn }) =>
          (window as unknown as Record<string, ProbeHandle | undefined>)[name]?.[what](turn),
        { name: PROBE_NAME, what, turn: this.#id },
      )
      .catch(() => undefined);
  }
}

function problemOf(by: StoppedBy, known: Parameters<typeof turnProblem>[1]): TurnProblem {
  if (by === 'lost' || by === 'cut' || by === 'late' || known.wasStopped)
    return turnProblem(by === 'next' || by === 'left' ? 'unsettled' : by, known);
  const went = by === 'next' ? 'the next message was sent' : 'the test ended';
  return { outcome: 'unmeasured', detail: `${went} while the answer was on its way` };
}
