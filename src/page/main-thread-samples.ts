import type { Curve } from '../model/records.js';
import { within } from './within.js';

const SAMPLE_EVERY_MS = 200;
/** A page that stands still tells nothing. */
const ANSWER_MS = 1000;

/** [host time, main-thread milliseconds so far] while a turn goes on. */
export class MainThreadSamples {
  readonly #read: () => Promise<number | undefined>;
  readonly #hostMs: () => number;
  readonly #samples: [number, number][] = [];
  #timer: NodeJS.Timeout | undefined;
  #asking = false;

  constructor(read: () => Promise<number | undefined>, hostMs: () => number) {
    this.#read = read;
    this.#hostMs = hostMs;
  }

  async start(): Promise<void> {
    await this.#sample();
    this.#timer = setInterval(() => void this.#sample(), SAMPLE_EVERY_MS);
  }

  /** From the first sample on, which counts as 0. */
  async stop(): Promise<Curve> {
    clearInterval(this.#timer);
    await this.#sample();
    const from = this.#samples[0]?.[1] ?? 0;
    return this.#samples.map(([atMs, ms]) => [atMs, ms - from]);
  }

  halt(): void {
    clearInterval(this.#timer);
  }

  async #sample(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    // Of a page that is gone there is nothing to be read; the turn says so itself.
    const ms = await within(
      this.#read().catch(() => undefined),
      ANSWER_MS,
    );
    this.#asking = false;
    if (ms !== undefined) this.#samples.push([this.#hostMs(), ms]);
  }
}
