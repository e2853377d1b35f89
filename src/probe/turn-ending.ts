import type { FrameStamp, ProbeReport } from './messages.js';
import { natives } from './natives.js';

/** Without any sign of a busy page, the answer is over when nothing changed for this long. */
const QUIET_MS = 1500;
/** After the busy sign is gone, an error or the rest of the text may still be rendered. */
const AFTER_BUSY_MS = 100;

/** What one frame says of whether the turn goes on. */
export interface EndSigns {
  readonly busy: boolean;
  readonly failed: boolean;
  readonly hasText: boolean;
  /** The answer's text is not what it was in the frame before. */
  readonly changed: boolean;
}

/** Tells from what the page shows when the turn looks over; it may still go on, and then it looks so no more. */
export class TurnEnding {
  readonly #onOver: () => void;
  #timer: number | undefined;
  #timerMs = 0;
  #dueMs: number | undefined;
  #isOver = false;
  wasBusy = false;
  /** The frame in which the page was ready for the next message. */
  settled: FrameStamp | undefined;

  constructor(onOver: () => void) {
    this.#onOver = onOver;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  painted(stamp: FrameStamp, { busy, failed, hasText, changed }: EndSigns): void {
    if (busy) {
      this.wasBusy = true;
      this.settled = undefined;
      this.goOn();
    } else if (this.wasBusy || failed) {
      // What else moves on the page, a clock or a counter, does not put the end off.
      if (changed || this.settled === undefined) this.#endIn(AFTER_BUSY_MS);
      this.settled ??= stamp;
    } else if (changed) {
      this.goOn();
      if (!hasText) return;
      this.settled = stamp;
      this.#endIn(QUIET_MS);
    }
  }

  goOn(): void {
    this.#dueMs = undefined;
    this.#isOver = false;
  }

  /** Put off with every frame that adds text: one timer goes on, and looks again when it comes too early. */
  #endIn(ms: number): void {
    this.goOn();
    this.#dueMs = natives.now() + ms;
    // A shorter wait than the timer's is not kept waiting.
    if (this.#timer !== undefined && this.#timerMs <= this.#dueMs) return;
    natives.clearTimeout(this.#timer!);
    this.#wait(ms);
  }

  #wait(ms: number): void {
    this.#timerMs = natives.now() + ms;
    this.#timer = natives.setTimeout(() => {
      this.#timer = undefined;
      if (this.#dueMs === undefined) return;
      const leftMs = this.#dueMs - natives.now();
      if (leftMs > 1) {
        this.#wait(leftMs);
        return;
      }
      this.#isOver = true;
      this.#onOver();
    }, ms);
  }

  stop(): void {
    this.goOn();
    natives.clearTimeout(this.#timer!);
  }

  /** How it looks over, if it does. */
  how(errorText: string | undefined, hasText: boolean): ProbeReport['end'] {
    if (!this.#isOver) return undefined;
    if (errorText !== undefined) return 'error';
    if (!hasText) return 'empty';
    return this.wasBusy ? 'settled' : 'quiet';
  }
}
