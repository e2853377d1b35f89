import { natives } from './natives.js';

const TICK_MS = 200;
/** Later than this, whatever was due in between was late as well. */
const LATE_MS = 100;

/**
 * Notices when nothing could run for a while, also where no change was waiting for a frame: while a process gets no
 * time, neither the page's own timers nor what its backend sends come through.
 */
export class LateTicks {
  readonly #onLate: (dueMs: number, cameMs: number) => void;
  #timer: number | undefined;
  #dueMs = 0;

  constructor(onLate: (dueMs: number, cameMs: number) => void) {
    this.#onLate = onLate;
  }

  start(): void {
    this.#dueMs = natives.now() + TICK_MS;
    this.#timer = natives.setInterval(() => {
      const nowMs = natives.now();
      if (nowMs - this.#dueMs > LATE_MS) this.#onLate(this.#dueMs, nowMs);
      this.#dueMs = nowMs + TICK_MS;
    }, TICK_MS);
  }

  stop(): void {
    natives.clearInterval(this.#timer!);
  }
}
