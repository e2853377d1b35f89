import { commonPrefix } from './common-prefix.js';
import type { FrameStamp, PaintedState, ProbeLongFrame, ProbeReport, WatchOptions } from './messages.js';

/** Without any sign of a busy page, the answer is over when nothing changed for this long. */
const QUIET_MS = 1500;
/** After the busy sign is gone, an error may still be rendered. */
const AFTER_BUSY_MS = 100;
/** The curve is handed over this often, so that a crashed tab loses no more. */
const REPORT_EVERY_MS = 1000;

/**
 * Follows one turn: reads the answer's text once per frame after the paint and notes what changed. It holds no
 * element, only which ones were there before (weakly), and looks the answer up anew in every frame.
 */
export class TurnWatch {
  readonly #options: WatchOptions;
  readonly #send: (report: ProbeReport) => void;
  readonly #known = new WeakSet<Element>();
  #errorsBefore: number;
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
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reporter: ReturnType<typeof setInterval> | undefined;
  #over = false;

  constructor(options: WatchOptions, send: (report: ProbeReport) => void) {
    this.#options = options;
    this.#send = send;
    for (const element of document.querySelectorAll(options.answer)) this.#known.add(element);
    this.#errorsBefore = document.querySelectorAll(options.error).length;
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
      this.#inputDoneMs = performance.now();
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
    if (this.#states.length > 0 || this.#text !== '') this.#layoutShift += value;
  }

  addCost(ms: number): void {
    this.#costMs += ms;
  }

  /** A frame in which the page changed has been painted. */
  painted(stamp: FrameStamp): void {
    if (this.#over || this.#submittedMs === undefined || stamp.frameMs < this.#submittedMs) return;
    this.#acknowledged ??= stamp;
    const answer = this.#findAnswer();
    if (answer !== undefined) this.#firstFeedback ??= stamp;
    const text = answer?.textContent ?? '';
    const changed = text !== this.#text;
    if (changed) {
      const keep = commonPrefix(this.#text, text);
      this.#states.push({ ...stamp, keep, add: text.slice(keep) });
      this.#text = text;
    }
    this.#judgeEnd(stamp, changed);
  }

  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    clearInterval(this.#reporter);
  }

  #begin(atMs: number): void {
    this.#submittedMs = atMs;
    this.#reporter = setInterval(() => this.#report(), REPORT_EVERY_MS);
  }

  #findAnswer(): Element | undefined {
    const matches = document.querySelectorAll(this.#options.answer);
    const newest = matches[matches.length - 1];
    return newest !== undefined && !this.#known.has(newest) ? newest : undefined;
  }

  #judgeEnd(stamp: FrameStamp, changed: boolean): void {
    const busy = document.querySelector(this.#options.busy) !== null;
    if (busy) {
      this.#wasBusy = true;
      this.#settled = undefined;
      clearTimeout(this.#timer);
      return;
    }
    const failed = document.querySelectorAll(this.#options.error).length > this.#errorsBefore;
    if (this.#wasBusy || failed) {
      this.#settled ??= stamp;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#finish(), AFTER_BUSY_MS);
    } else if (changed && this.#text !== '') {
      this.#settled = stamp;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#finish(), QUIET_MS);
    }
  }

  #finish(): void {
    if (this.#over) return;
    const errors = document.querySelectorAll(this.#options.error);
    if (errors.length > this.#errorsBefore) {
      this.#report('error', errors[errors.length - 1]?.textContent ?? '');
    } else if (this.#text === '') this.#report('empty');
    else this.#report(this.#wasBusy ? 'settled' : 'quiet');
    this.stop();
  }

  #report(end?: NonNullable<ProbeReport['end']>, errorText?: string): void {
    const report: ProbeReport = {
      turn: this.#options.turn,
      states: this.#states,
      longFrames: this.#longFrames,
      layoutShift: this.#layoutShift,
      wasHidden: this.#wasHidden,
      probeCostMs: this.#costMs,
      ...(this.#submittedMs === undefined ? {} : { submittedMs: this.#submittedMs }),
      ...(this.#inputDoneMs === undefined ? {} : { inputDoneMs: this.#inputDoneMs }),
      ...(this.#acknowledged === undefined ? {} : { acknowledged: this.#acknowledged }),
      ...(this.#firstFeedback === undefined ? {} : { firstFeedback: this.#firstFeedback }),
      ...(this.#settled === undefined ? {} : { settled: this.#settled }),
      ...(end === undefined ? {} : { end }),
      ...(errorText === undefined ? {} : { errorText }),
    };
    this.#states = [];
    this.#longFrames = [];
    this.#send(report);
  }
}
