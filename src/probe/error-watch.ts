import type { Changes } from './changes.js';
import { Matches } from './matches.js';
import type { OpenRoots } from './open-roots.js';
import { opacityWithin } from './read-text.js';
import type { Visibility } from './visibility.js';

const ALERT = '[role="alert"]';

/**
 * Tells an error that this turn brought from what was there before: an element that is new, or one whose text is. A
 * message that goes and comes back, as after two failures in a row, counts again; an empty live region is no error, nor
 * is one that only a screen reader reads.
 */
export class ErrorWatch {
  readonly #matches: Matches;
  readonly #visibility: Visibility;
  readonly #before = new WeakMap<Element, string>();

  constructor(selector: string | null, roots: OpenRoots, visibility: Visibility) {
    this.#matches = new Matches(selector ?? ALERT, roots);
    this.#visibility = visibility;
    for (const element of this.#matches.all()) this.#before.set(element, textOf(element));
  }

  mutated(changes: Changes): void {
    this.#matches.mutated(changes);
  }

  /** The text of the newest error of this turn; `undefined`: there is none. */
  shown(): string | undefined {
    let newest: string | undefined;
    for (const element of this.#matches.all()) {
      const text = textOf(element);
      if (text === '') this.#before.delete(element);
      else if (this.#before.get(element) !== text && opacityWithin(element, this.#visibility) > 0)
        newest = text;
    }
    return newest;
  }
}

const textOf = (element: Element): string => element.textContent?.trim() ?? '';
