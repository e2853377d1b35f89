import { commonPrefix } from './common-prefix.js';
import { ErrorWatch } from './error-watch.js';
import type { FrameStamp, PaintedState, ProbeLongFrame, ProbeReport, WatchOptions } from './messages.js';

/** Without any sign of a busy page, the answer is over when nothing changed for this long. */
const QUIET_MS = 1500;
/** After the busy sign is gone, an error or the rest of the text may still be rendered. */
const AFTER_BUSY_MS = 100;
/** The curve is handed over this often, so that a crashed tab loses no more. */
const REPORT_EVERY_MS = 1000;

/** What the page showed in one frame. */
interface Reading {
  readonly hasAnswer: boolean;
  readonly text: string;
  readonly busy: boolean;
  readonly failed: boolean;
}

/**
 * Follows one turn: reads the answer's text in each frame that changed the page and notes the difference. It holds no
 * element, only which ones were there before (weakly), and looks the answer up anew in every frame.
 */
export class TurnWatch {
  readonly #options: WatchOptions;
  readonly #send: (report: ProbeReport) => void;
  readonly #known = new WeakSet<Element>();
  readonly #errors: ErrorWatch;
  #text = '';
  #states: PaintedState[] = [];
  #longFrames: ProbeLongFrame[] = [];
  #submittedMs: number | undefined;
  #inputDoneMs: number | undefined;
  #acknowledged: FrameStamp | undefined;
  #firstFeedback: FrameStamp | undefined;
  #settled: FrameStamp | undefined;
  #wasBusy = false;
  #layoutShift = 0;
  #wasHidden = document.visibilityState !== 'visible';
  #costMs = 0;
  #ending: ReturnType<typeof setTimeout> | undefined;
  #reporter: ReturnType<typeof setInterval> | undefined;
  #end: ProbeReport['end'];
  #errorText: string | undefined;
  #stopped = false;

  constructor(options: WatchOptions, send: (report: ProbeReport) => void) {
    this.#options = options;
    this.#send = send;
    for (const element of document.querySelectorAll(options.answer)) this.#known.add(element);
    this.#errors = new ErrorWatch(options.error);
    // Asked once here, so that a selector that is none throws to the worker and never into the page.
    document.querySelector(options.busy);
    if (options.begin === 'now') this.#begin(performance.now());
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
      this.#inputDoneMs ??= performance.now();
      channel.port1.close();
    };
    channel.port2.postMessage(null);
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

  /**
   * A frame that changed the page is about to be painted. What it shows is read here and not in the task behind it: on
   * a busy page other tasks go first, and what they add is painted only by the next frame. Returns what to do when the
   * frame is stamped; `undefined`: the turn has not begun, so nothing in this frame can come from it.
   */
  frame(frameMs: number): ((stamp: FrameStamp) => void) | undefined {
    if (this.#submittedMs === undefined) return undefined;
    // A frame goes before messages: when one begins, the input's handlers have returned.
    this.#inputDoneMs ??= frameMs;
    const answer = this.#findAnswer();
    const reading: Reading = {
      hasAnswer: answer !== undefined,
      text: answer?.textContent ?? '',
      busy: document.querySelector(this.#options.busy) !== null,
      failed: this.#errors.shown() !== undefined,
    };
    return (stamp) => this.#painted(stamp, reading);
  }

  /** Hands over what is left and lets go. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    clearTimeout(this.#ending);
    clearInterval(this.#reporter);
    this.#report();
  }

  #begin(atMs: number): void {
    this.#submittedMs = atMs;
    // Said again, an end is looked at again: an error may have come without changing the answer.
    this.#reporter = setInterval(
      () => (this.#end === undefined ? this.#report() : this.#over()),
      REPORT_EVERY_MS,
    );
  }

  #painted(stamp: FrameStamp, reading: Reading): void {
    if (this.#stopped) return;
    this.#acknowledged ??= stamp;
    if (reading.hasAnswer) this.#firstFeedback ??= stamp;
    const { text } = reading;
    const changed = text !== this.#text;
    if (changed) {
      const keep = commonPrefix(this.#text, text);
      this.#states.push({ ...stamp, keep, add: text.slice(keep) });
      this.#text = text;
    }
    this.#judgeEnd(stamp, reading, changed);
  }

  #findAnswer(): Element | undefined {
    const matches = document.querySelectorAll(this.#options.answer);
    const newest = matches[matches.length - 1];
    return newest !== undefined && !this.#known.has(newest) ? newest : undefined;
  }

  #judgeEnd(stamp: FrameStamp, { busy, failed, text }: Reading, changed: boolean): void {
    if (busy) {
      this.#wasBusy = true;
      this.#settled = undefined;
      this.#goOn();
    } else if (this.#wasBusy || failed) {
      // What else moves on the page, a clock or a counter, does not put the end off.
      if (changed || this.#settled === undefined) this.#endIn(AFTER_BUSY_MS);
      this.#settled ??= stamp;
    } else if (changed) {
      this.#goOn();
      if (text === '') return;
      this.#settled = stamp;
      this.#endIn(QUIET_MS);
    }
  }

  #goOn(): void {
    clearTimeout(this.#ending);
    this.#end = undefined;
    this.#errorText = undefined;
  }

  #endIn(ms: number): void {
    this.#goOn();
    this.#ending = setTimeout(() => this.#over(), ms);
  }

  /** The turn looks over. The worker may know better, so the page is followed on until it says stop. */
  #over(): void {
    this.#errorText = this.#errors.shown();
    if (this.#errorText !== undefined) this.#end = 'error';
    else if (this.#text.trim() === '') this.#end = 'empty';
    else this.#end = this.#wasBusy ? 'settled' : 'quiet';
    this.#report();
  }

  #report(): void {
    const report: ProbeReport = {
      turn: this.#options.turn,
      states: this.#states,
      longFrames: this.#longFrames,
      layoutShift: this.#layoutShift,
      wasHidden: this.#wasHidden,
      probeCostMs: this.#costMs,
      last: this.#stopped,
      ...(this.#submittedMs === undefined ? {} : { submittedMs: this.#submittedMs }),
      ...(this.#inputDoneMs === undefined ? {} : { inputDoneMs: this.#inputDoneMs }),
      ...(this.#acknowledged === undefined ? {} : { acknowledged: this.#acknowledged }),
      ...(this.#firstFeedback === undefined ? {} : { firstFeedback: this.#firstFeedback }),
      ...(this.#settled === undefined ? {} : { settled: this.#settled }),
      ...(this.#end === undefined ? {} : { end: this.#end }),
      ...(this.#errorText === undefined ? {} : { errorText: this.#errorText }),
    };
    this.#states = [];
    this.#longFrames = [];
    this.#send(report);
  }
}
