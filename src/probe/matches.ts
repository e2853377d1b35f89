import type { Changes } from './changes.js';
import { isBefore } from './composed-tree.js';
import type { OpenRoots } from './open-roots.js';

/** Whether an element matches may depend on others: then any change of elements asks for a new search. */
const DEPENDS = /:(?!not\(\[|disabled|enabled|checked)|[~+]/;

/**
 * All elements that match a selector, found once and again only when a change may have made a difference: searching a
 * long conversation in every frame would cost more than all else.
 */
export class Matches {
  readonly #selector: string;
  readonly #roots: OpenRoots;
  readonly #depends: boolean;
  readonly #attributes: ReadonlySet<string>;
  #found: WeakRef<Element>[] = [];
  #newest: WeakRef<Element> | undefined;
  #stale = true;

  constructor(selector: string, roots: OpenRoots) {
    // A selector that is none throws here, to the worker, and never into the page.
    document.querySelector(selector);
    this.#selector = selector;
    this.#roots = roots;
    this.#depends = DEPENDS.test(selector);
    const names = [...selector.matchAll(/\[\s*([\w-]+)/g)].map(([, name]) => name!.toLowerCase());
    if (selector.includes('.')) names.push('class');
    if (selector.includes('#')) names.push('id');
    if (/:(disabled|enabled)/.test(selector)) names.push('disabled');
    this.#attributes = new Set(names);
  }

  mutated({ attributes, elements, removed }: Changes): void {
    this.#stale ||=
      (this.#depends && (removed || attributes.length > 0 || elements.length > 0)) ||
      attributes.some(({ attributeName }) => this.#attributes.has(attributeName!)) ||
      elements.some((element) => element.matches(this.#selector) || this.#isWithin(element));
  }

  /** In the document now. */
  all(): Element[] {
    if (this.#stale) {
      this.#found = [...this.#roots.matches(this.#selector)].map((element) => new WeakRef(element));
      this.#newest = undefined;
      this.#stale = false;
    }
    const here: Element[] = [];
    for (const ref of this.#found) {
      const element = ref.deref();
      if (element?.isConnected === true) here.push(element);
    }
    return here;
  }

  /** Whether there is one. */
  any(): boolean {
    if (this.#stale) return this.all().length > 0;
    return this.#found.some((ref) => ref.deref()?.isConnected === true);
  }

  /** The one that is rendered last. It stays so until a change of elements may have made a difference. */
  newest(): Element | undefined {
    const known = this.#stale ? undefined : this.#newest?.deref();
    if (known?.isConnected === true) return known;
    let newest: Element | undefined;
    for (const element of this.all()) {
      // Within one tree they are in order; it is between trees that they need not be.
      const sameTree = newest?.getRootNode() === element.getRootNode();
      if (newest === undefined || sameTree || isBefore(newest, element)) newest = element;
    }
    this.#newest = newest === undefined ? undefined : new WeakRef(newest);
    return newest;
  }

  /** An element with a root of its own may hold matches that its own tree does not show. */
  #isWithin(element: Element): boolean {
    if (element.shadowRoot !== null) return true;
    return (
      element.firstElementChild !== null &&
      (element.querySelector(this.#selector) !== null || hasRoot(element))
    );
  }
}

const hasRoot = (element: Element): boolean => {
  for (const inner of element.querySelectorAll('*')) if (inner.shadowRoot !== null) return true;
  return false;
};
