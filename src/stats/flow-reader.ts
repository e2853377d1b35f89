import { READING_CHARS_PER_SECOND } from './reading-model.js';

const RATE = READING_CHARS_PER_SECOND / 1_000;
/** Sums of binary fractions: a text that never kept its reader waiting must not be 0.9999999999999998. */
const ROUNDING_SHARE = 1e-12;

/**
 * {@link flowQoe} of a text as it comes, in a few numbers instead of the text's curve: a crowd holds thousands of
 * streams, each of thousands of events. Times in ms of any one clock, characters counted from the text's beginning.
 *
 * The reader of the model is never ahead of who reads without a pause, so the quality is the area under the one's way
 * divided by that under the other's.
 */
export class FlowReader {
  #startMs: number | undefined;
  /** Where the reader is, and when. */
  #atMs = 0;
  #position = 0;
  #chars = 0;
  /** Under the reader's way so far, characters · ms. */
  #area = 0;

  /** At `ms` there were `chars` characters. Text that has become shorter stays read. */
  add(ms: number, chars: number): void {
    if (chars <= this.#chars) return;
    if (this.#startMs === undefined) {
      this.#startMs = ms;
      this.#atMs = ms;
    } else this.#readUntil(ms);
    this.#chars = chars;
  }

  /** 0–1, if no more text comes; `null` of a text that has not begun. */
  quality(): number | null {
    if (this.#startMs === undefined) return null;
    const leftMs = (this.#chars - this.#position) / RATE;
    const area = this.#area + (leftMs * (this.#position + this.#chars)) / 2;
    const readingMs = this.#chars / RATE;
    const waitedMs = Math.max(0, this.#atMs + leftMs - this.#startMs - readingMs);
    const quality = area / (this.#chars * (readingMs / 2 + waitedMs));
    return quality >= 1 - ROUNDING_SHARE ? 1 : quality;
  }

  #readUntil(ms: number): void {
    const caughtUpMs = this.#atMs + (this.#chars - this.#position) / RATE;
    const toMs = Math.min(caughtUpMs, ms);
    const reached = caughtUpMs <= ms ? this.#chars : this.#position + (toMs - this.#atMs) * RATE;
    this.#area += ((toMs - this.#atMs) * (this.#position + reached)) / 2 + (ms - toMs) * reached;
    this.#position = reached;
    this.#atMs = ms;
  }
}
