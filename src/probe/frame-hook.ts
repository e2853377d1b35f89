import type { FrameStamp } from './messages.js';
import { natives } from './natives.js';

/** How long the browser takes to render a change is looked at in one frame of so many … */
const SAMPLE_EVERY = 8;
/** … and in each where it takes so long that the look costs nothing beside it. */
const LONG_RENDER_MS = 4;

/**
 * Calls back in a frame that will show a change, at the one point where what will be painted stands and asking for it
 * costs nothing: after style and layout, when resize observers are told. A callback of an animation frame would be too
 * early, since the page's own may still change the text in the same frame; a message behind it too late, since on a
 * busy page other tasks go first, and what they add is painted only by the next frame.
 */
export class FrameHook {
  readonly #beforePaint: (stamp: FrameStamp) => void;
  readonly #onWait: (fromMs: number, toMs: number) => void;
  readonly #afterLayout: ResizeObserver;
  #armed = false;
  #armedMs = 0;
  #changedMs = 0;
  /** Start of this frame, where it was asked for. */
  #frameMs: number | undefined;
  /** How long style and layout took in the frame that was looked at last. */
  #renderMs = 0;
  #frames = 0;
  /** The frame in which it was told last, by the document's timeline. */
  #toldIn: unknown;

  constructor(beforePaint: (stamp: FrameStamp) => void, onWait: (fromMs: number, toMs: number) => void) {
    this.#beforePaint = beforePaint;
    this.#onWait = onWait;
    this.#afterLayout = new ResizeObserver(() => this.#laidOut());
  }

  /** The page changed at `nowMs`: whichever frame shows that is told of. */
  changed(nowMs: number): void {
    this.#changedMs = nowMs;
    if (this.#armed) return;
    this.#armed = true;
    this.#armedMs = nowMs;
    if (this.#frames++ % SAMPLE_EVERY === 0 || this.#renderMs >= LONG_RENDER_MS) {
      natives.requestFrame(() => {
        this.#frameMs = natives.now();
      });
    }
    // Observed while observers are being told, it would have to be told once more in this frame, which the browser
    // reports to the page as an error.
    if (document.timeline.currentTime === this.#toldIn) natives.requestFrame(() => this.#observe());
    else this.#observe();
  }

  /** Something is still to be seen that no change of the page will announce. */
  again(): void {
    natives.requestFrame(() => this.changed(natives.now()));
  }

  stop(): void {
    this.#afterLayout.disconnect();
    this.#armed = false;
  }

  /** Whoever is newly observed is told in the very next frame, or in this one before it is painted. */
  #observe(): void {
    if (!this.#armed) return;
    this.#afterLayout.unobserve(document.documentElement);
    this.#afterLayout.observe(document.documentElement);
  }

  #laidOut(): void {
    if (!this.#armed) return;
    this.#armed = false;
    const began = document.timeline.currentTime;
    this.#toldIn = began;
    const laidOutMs = natives.now();
    if (this.#frameMs !== undefined) this.#renderMs = laidOutMs - Math.max(this.#frameMs, this.#changedMs);
    this.#frameMs = undefined;
    this.#onWait(this.#armedMs, laidOutMs);
    const renderMs = Math.min(this.#renderMs, laidOutMs - this.#changedMs);
    const stamp = { frameMs: laidOutMs - renderMs, laidOutMs };
    this.#beforePaint(typeof began === 'number' ? { beganMs: began, ...stamp } : stamp);
  }
}
