import type { Changes } from './changes.js';
import type { FrameHook } from './frame-hook.js';
import type { FrameStamp } from './messages.js';
import type { OpenRoots } from './open-roots.js';
import { tellingAttributes } from './telling-attributes.js';
import { type TurnParts, TurnWatch } from './turn-watch.js';

interface Parts {
  readonly observer: MutationObserver;
  readonly roots: OpenRoots;
  readonly hook: Pick<FrameHook, 'again' | 'stop'>;
}

/**
 * The turns that are followed now: none, one, or for a moment two, when a message is sent before the answer to the one
 * before has ended. Only while there is one, the page is observed.
 */
export class TurnWatches {
  readonly #parts: Parts;
  readonly #watches = new Set<TurnWatch>();
  #filter: readonly string[] = [];
  /** The one that was asked for. */
  asked: TurnWatch | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  follow(turn: TurnParts): TurnWatch {
    const { answer, busy, error } = turn.options;
    const watch = new TurnWatch(turn);
    const telling = tellingAttributes([answer, busy, error]);
    this.#filter = this.#watches.size === 0 ? telling : [...new Set([...this.#filter, ...telling])];
    this.#watches.add(watch);
    for (const root of this.#parts.roots.all()) this.#observe(root);
    return watch;
  }

  letGo(watch: TurnWatch, nextMs?: number): void {
    this.#watches.delete(watch);
    if (this.asked === watch) this.asked = undefined;
    if (this.#watches.size === 0) {
      this.#parts.observer.disconnect();
      this.#parts.hook.stop();
    }
    watch.stop(nextMs);
  }

  each(tell: (watch: TurnWatch) => void): void {
    for (const watch of this.#watches) tell(watch);
  }

  addCost(ms: number): void {
    for (const watch of this.#watches) watch.addCost(ms);
  }

  rootMet(root: Document | ShadowRoot): void {
    if (this.#watches.size > 0) this.#observe(root);
  }

  /** The page changed. Returns whether the frame that shows it matters to anyone. */
  mutated(changes: Changes): boolean {
    let matters = false;
    for (const watch of this.#watches) {
      watch.mutated(changes);
      matters ||= !watch.isWaitingForInput;
    }
    return matters;
  }

  /** Whatever the page makes of a key or a scroll, the next frame shows it. */
  acted(kind: 'type' | 'scroll', atMs: number): void {
    for (const watch of this.#watches) if (watch.acted(kind, atMs)) this.#parts.hook.again();
  }

  /** A frame is about to be painted. Returns whether one must be looked at without any change. */
  beforePaint(stamp: FrameStamp): boolean {
    let again = false;
    for (const watch of this.#watches) again = watch.beforePaint(stamp) || again;
    return again;
  }

  /** Observing a root once more replaces what was observed of it. */
  #observe(root: Document | ShadowRoot): void {
    this.#parts.observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: [...this.#filter],
    });
  }
}
