import { levelOf } from '../model/level-of.js';
import { SEGMENT_START } from '../model/probe-names.js';
import { isWithin } from './composed-tree.js';
import type { FrameStamp } from './messages.js';
import type { ReadText, Region } from './read-text.js';

/** Elements that came in this turn and may be the first sign of it; more are not needed. */
const MOST_NEWCOMERS = 64;

/** Notices the first frame with anything of the assistant's turn: text, or a spinner that says nothing. */
export class FeedbackWatch {
  readonly #newcomers: WeakRef<Element>[] = [];
  /** By level: how far from the person's own message it was. */
  readonly first: Record<string, FrameStamp> = {};

  came(elements: readonly Element[]): void {
    for (const element of elements) {
      if (this.#newcomers.length < MOST_NEWCOMERS) this.#newcomers.push(new WeakRef(element));
    }
  }

  /** Levels in which something can be seen for the first time. Layout is up to date. */
  look({ encoded, regions }: ReadText & { readonly regions: readonly Region[] }): string[] {
    const levels: string[] = [];
    for (const { node, path } of regions) {
      const level = levelOf(path);
      if (level in this.first || levels.includes(level)) continue;
      if (encoded.includes(SEGMENT_START + path) || this.#hasNewcomer(node)) levels.push(level);
    }
    return levels;
  }

  painted(levels: readonly string[], stamp: FrameStamp): void {
    for (const level of levels) this.first[level] ??= stamp;
  }

  forget(): void {
    for (const level of Object.keys(this.first)) delete this.first[level];
  }

  #hasNewcomer(region: Node): boolean {
    return this.#newcomers.some((ref) => {
      const element = ref.deref();
      if (element?.isConnected !== true) return false;
      if (!isWithin(element, region) && !isWithin(region, element)) return false;
      const { width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0;
    });
  }
}
