import type { Changes } from './changes.js';
import { Matches } from './matches.js';
import type { OpenRoots } from './open-roots.js';

/** What buttons that end an answer are called. */
const STOP =
  /\b(stop|cancel|abort|halt|interrupt|stopp\w*|abbrechen|anhalten|arr[êe]ter|detener|parar)\b|停止|中止|중지/i;
/** Looking through all buttons is not for every frame. */
const LOOK_EVERY_MS = 100;
const LONGEST_NAME = 40;

/**
 * Tells whether the page shows that an answer is on its way: by a selector, or else by a button that stops it, or by a
 * composer that was open and is shut. What was there before the turn is no sign.
 */
export class BusyWatch {
  readonly #matches: Matches | undefined;
  readonly #roots: OpenRoots;
  readonly #composer: () => Element | undefined;
  readonly #before = new WeakSet<Element>();
  readonly #wasOpen: boolean;
  #sign: WeakRef<Element> | undefined;
  #mayHaveCome = true;
  #lookedMs = Number.NEGATIVE_INFINITY;

  constructor(selector: string | null, roots: OpenRoots, composer: () => Element | undefined) {
    this.#roots = roots;
    this.#composer = composer;
    this.#wasOpen = isOpen(composer());
    this.#matches = selector === null ? undefined : new Matches(selector, roots);
    if (selector === null) for (const button of this.#stopButtons()) this.#before.add(button);
  }

  mutated(changes: Changes): void {
    this.#matches?.mutated(changes);
    // New words bring no button.
    if (changes.attributes.length > 0 || changes.elements.length > 0) this.#mayHaveCome = true;
  }

  /** Whether it is busy now; asked where style is up to date. */
  now(nowMs: number): boolean {
    if (this.#matches !== undefined) return this.#matches.any();
    const composer = this.#composer();
    if (this.#wasOpen && composer?.isConnected === true && !isOpen(composer)) return true;
    const sign = this.#sign?.deref();
    if (sign?.isConnected === true && isStop(sign) && isShown(sign)) return true;
    if (this.#sign === undefined && (!this.#mayHaveCome || nowMs - this.#lookedMs < LOOK_EVERY_MS))
      return false;
    this.#lookedMs = nowMs;
    this.#mayHaveCome = false;
    this.#sign = undefined;
    for (const button of this.#stopButtons()) {
      if (this.#before.has(button)) continue;
      this.#sign = new WeakRef(button);
      return true;
    }
    return false;
  }

  *#stopButtons(): Generator<Element, void, undefined> {
    for (const button of this.#roots.matches('button, [role="button"]')) {
      if (isStop(button) && isShown(button)) yield button;
    }
  }
}

function isStop(button: Element): boolean {
  const text = button.textContent?.trim() ?? '';
  const names = ['aria-label', 'title', 'data-testid', 'id', 'class', 'data-tooltip'].map(
    (name) => button.getAttribute(name)?.replaceAll(/[-_]/g, ' ') ?? '',
  );
  return STOP.test([text.length > LONGEST_NAME ? '' : text, ...names].join(' '));
}

const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0;

const isOpen = (composer: Element | undefined): boolean =>
  composer !== undefined &&
  !composer.matches(':disabled, [aria-disabled="true"], [readonly], [contenteditable="false"]');
