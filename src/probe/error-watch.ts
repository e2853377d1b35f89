/**
 * Tells an error that this turn brought from what was there before: an element that is new, or one whose text is. A
 * message that goes and comes back, as after two failures in a row, counts again; an empty live region is no error.
 */
export class ErrorWatch {
  readonly #selector: string;
  readonly #before = new WeakMap<Element, string>();

  constructor(selector: string) {
    this.#selector = selector;
    for (const element of document.querySelectorAll(selector)) this.#before.set(element, textOf(element));
  }

  /** The text of the newest error of this turn; `undefined`: there is none. */
  shown(): string | undefined {
    let newest: string | undefined;
    for (const element of document.querySelectorAll(this.#selector)) {
      const text = textOf(element);
      if (text === '') this.#before.delete(element);
      else if (this.#before.get(element) !== text) newest = text;
    }
    return newest;
  }
}

const textOf = (element: Element): string => element.textContent?.trim() ?? '';
