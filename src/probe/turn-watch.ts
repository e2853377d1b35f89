import { AnswerFinder } from './answer-finder.js';
import { BusyWatch } from './busy-watch.js';
import type { Changes } from './changes.js';
import { commonPrefix } from './common-prefix.js';
import { ErrorWatch } from './error-watch.js';
import { FeedbackWatch } from './feedback-watch.js';
import { FollowWatch } from './follow-watch.js';
import { LateTicks } from './late-ticks.js';
import type {
  FrameStamp,
  PaintedState,
  ProbeInteraction,
  ProbeLongFrame,
  ProbeReport,
  RecognisedMessage,
  WatchOptions,
} from './messages.js';
import { natives } from './natives.js';
import type { OpenRoots } from './open-roots.js';
import { pictureIn } from './picture-in.js';
import { TurnEnding } from './turn-ending.js';
import { Visibility } from './visibility.js';

/**
 * The curve is handed over this often, so that a crashed tab loses no more; and more often where nobody has promised to
 * let the answer end before the page is left.
 */
const REPORT_EVERY_MS = { asked: 1000, recognised: 250 };
/** From a change to the frame that shows it, on a page that paints as it should. */
const LONG_WAIT_MS = 100;

/** What a turn is followed with. */
export interface TurnParts {
  readonly options: WatchOptions;
  readonly roots: OpenRoots;
  readonly composer: () => Element | undefined;
  readonly send: (report: ProbeReport) => void;
  /** The message that began it, where nobody asked for this turn. */
  readonly recognised?: RecognisedMessage;
}

/**
 * Follows one turn: reads the answer's text in each frame that changed the page and notes the difference. It holds
 * elements only weakly, and looks the answer up anew in every frame.
 */
export class TurnWatch {
  readonly #options: WatchOptions;
  readonly #send: (report: ProbeReport) => void;
  readonly #recognised: RecognisedMessage | undefined;
  readonly #visibility = new Visibility();
  readonly #answer: AnswerFinder;
  readonly #busy: BusyWatch;
  readonly #errors: ErrorWatch;
  readonly #follow = new FollowWatch();
  readonly #ending = new TurnEnding(() => this.report());
  readonly #transcriptChars: number;
  readonly #feedback = new FeedbackWatch();
  #telling = false;
  #text = '';
  #states: PaintedState[] = [];
  #longFrames: ProbeLongFrame[] = [];
  #frameGaps: [number, number][] = [];
  readonly #ticks = new LateTicks((dueMs, cameMs) => this.#frameGaps.push([dueMs, cameMs]));
  #interactions: ProbeInteraction[] = [];
  #acting: { kind: 'type' | 'scroll'; atMs: number } | undefined;
  #submittedMs: number | undefined;
  #inputDoneMs: number | undefined;
  #acknowledged: FrameStamp | undefined;
  #changedMs: number | undefined;
  #layoutShift = 0;
  #wasHidden = document.visibilityState !== 'visible';
  #costMs = 0;
  #reporter: number | undefined;
  #stopped = false;
  #wasStopped = false;

  constructor({ options, roots, composer, send, recognised }: TurnParts) {
    this.#options = options;
    this.#send = send;
    this.#recognised = recognised;
    const visibility = this.#visibility;
    this.#answer = new AnswerFinder({ options, roots, visibility, composer });
    this.#busy = new BusyWatch(options.busy, roots, composer);
    this.#errors = new ErrorWatch(options.error, roots, visibility);
    this.#transcriptChars = document.body?.textContent?.length ?? 0;
    if (options.begin === 'now') this.#begin(natives.now());
  }

  get isWaitingForInput(): boolean {
    return this.#submittedMs === undefined;
  }

  /** The trusted input that sends the message; `timeStamp` is the event's own. */
  input(timeStamp: number): void {
    if (!this.isWaitingForInput) return;
    this.#begin(timeStamp);
    // A task of its own, queued before any handler ran: it comes when all handlers have returned.
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      this.#inputDoneMs ??= natives.now();
      channel.port1.close();
    };
    channel.port2.postMessage(null);
  }

  /** The input sent nothing: another one will. */
  rearm(): void {
    if (this.#text !== '' || this.#options.begin === 'now') return;
    this.#submittedMs = undefined;
    this.#inputDoneMs = undefined;
    this.#acknowledged = undefined;
    this.#feedback.forget();
    natives.clearInterval(this.#reporter!);
    this.#ticks.stop();
    this.#ending.goOn();
  }

  /** The browser's own word on an input, which is exact. */
  inputDone(startMs: number, doneMs: number): void {
    if (startMs === this.#submittedMs) this.#inputDoneMs = doneMs;
  }

  /** A key or scroll of the person while the answer is on its way. */
  acted(kind: 'type' | 'scroll', atMs: number): boolean {
    if (this.#submittedMs === undefined || this.#text === '' || this.#acting !== undefined) return false;
    this.#acting = { kind, atMs };
    return true;
  }

  /** The person pressed what stops the answer. */
  pressedStop(): void {
    this.#wasStopped = true;
  }

  hidden(): void {
    this.#wasHidden = true;
  }

  longFrame(frame: ProbeLongFrame): void {
    this.#longFrames.push(frame);
  }

  layoutShift(value: number): void {
    if (this.#text !== '') this.#layoutShift += value;
  }

  addCost(ms: number): void {
    this.#costMs += ms;
  }

  /** The page changed; called before the frame that will show it. */
  mutated(changes: Changes): void {
    this.#answer.mutated(changes);
    this.#busy.mutated(changes);
    this.#errors.mutated(changes);
    const { attributes, records } = changes;
    for (const { target } of attributes) this.#visibility.touched(target as Element);
    this.#telling ||=
      records.length > attributes.length ||
      attributes.some(({ attributeName }) => attributeName !== 'style' && attributeName !== 'class');
    if (this.#submittedMs !== undefined) this.#feedback.came(changes.elements);
  }

  /** A change waited so long for its frame. */
  waited(fromMs: number, toMs: number): void {
    if (this.#submittedMs === undefined) return;
    // A frame goes before messages: when one begins, the input's handlers have returned.
    this.#inputDoneMs ??= toMs;
    if (toMs - fromMs > LONG_WAIT_MS) this.#frameGaps.push([fromMs, toMs]);
  }

  /** A frame has been laid out and is about to be painted. Returns whether one must be looked at without any change. */
  beforePaint(stamp: FrameStamp): boolean {
    if (this.#submittedMs === undefined) return false;
    const nowMs = stamp.laidOutMs;
    this.#follow.judge(nowMs);
    if (this.#acting !== undefined) this.#interactions.push({ ...this.#acting, ...stamp });
    this.#acting = undefined;
    const telling = this.#telling;
    this.#telling = false;
    this.#visibility.fadesIn = false;
    const read = this.#answer.read(nowMs);
    const text = read?.encoded ?? '';
    if (read?.last !== undefined && text !== this.#text) this.#follow.painted(read.last, nowMs);
    if (telling) this.#acknowledged ??= stamp;
    if (read !== undefined) this.#feedback.painted(this.#feedback.look(read), stamp);
    const changed = text !== this.#text;
    if (changed) {
      const keep = commonPrefix(this.#text, text);
      this.#states.push({ ...stamp, keep, add: text.slice(keep) });
      // Whoever waits for the answer to begin is told at once, when this frame is over.
      if (this.#text === '') natives.setTimeout(() => this.#stopped || this.report(), 0);
      this.#text = text;
      this.#changedMs = nowMs;
    }
    const signs = { busy: this.#busy.now(nowMs), failed: this.#errors.shown() !== undefined };
    this.#ending.painted(stamp, { ...signs, hasText: text !== '', changed });
    return this.#visibility.fadesIn;
  }

  /** Hands over what is left and lets go. `nextMs`: the input that begins another turn. */
  stop(nextMs?: number): void {
    if (this.#stopped) return;
    this.#stopped = true;
    natives.clearInterval(this.#reporter!);
    this.#ticks.stop();
    this.report(nextMs);
    this.#ending.stop();
  }

  /** Hands over what has been seen so far. */
  report(nextMs?: number): void {
    const errorText = this.#ending.isOver ? this.#errors.shown() : undefined;
    const end = this.#ending.how(errorText, this.#text.trim() !== '');
    const pictured = end === 'empty' ? pictureIn(this.#answer.read(natives.now())?.regions ?? []) : undefined;
    const { settled, wasBusy } = this.#ending;
    const report: ProbeReport = {
      turn: this.#options.turn,
      states: this.#states,
      longFrames: this.#longFrames,
      frameGaps: this.#frameGaps,
      interactions: this.#interactions,
      feedback: this.#feedback.first,
      layoutShift: this.#layoutShift,
      follow: { paints: this.#follow.paints, inView: this.#follow.inView },
      wasHidden: this.#wasHidden,
      wasBusy,
      transcriptChars: this.#transcriptChars,
      probeCostMs: this.#costMs,
      last: this.#stopped,
      ...(this.#answer.way === undefined ? {} : { foundWay: this.#answer.way }),
      ...(this.#submittedMs === undefined ? {} : { submittedMs: this.#submittedMs }),
      ...(this.#inputDoneMs === undefined ? {} : { inputDoneMs: this.#inputDoneMs }),
      ...(this.#acknowledged === undefined ? {} : { acknowledged: this.#acknowledged }),
      ...(settled === undefined ? {} : { settled }),
      ...(this.#changedMs === undefined ? {} : { changedMs: this.#changedMs }),
      ...(end === undefined ? {} : { end }),
      ...(errorText === undefined ? {} : { errorText }),
      ...(pictured === undefined ? {} : { pictured }),
      ...(this.#recognised === undefined ? {} : { recognised: this.#recognised }),
      ...(this.#wasStopped ? { wasStopped: true } : {}),
      ...(nextMs === undefined ? {} : { nextMs }),
    };
    this.#states = [];
    this.#longFrames = [];
    this.#frameGaps = [];
    this.#interactions = [];
    this.#send(report);
  }

  #begin(atMs: number): void {
    this.#submittedMs = atMs;
    this.#answer.begin(atMs);
    // Said again, an end is looked at again: an error may have come without changing the answer.
    const everyMs = REPORT_EVERY_MS[this.#recognised === undefined ? 'asked' : 'recognised'];
    this.#reporter = natives.setInterval(() => this.report(), everyMs);
    this.#ticks.start();
  }
}
