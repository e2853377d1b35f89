/** The document and every open shadow root in it that has been met. */
export class OpenRoots {
  readonly #roots = new Set<WeakRef<Document | ShadowRoot>>();
  readonly #known = new WeakSet<Document | ShadowRoot>();
  readonly #onRoot: (root: Document | ShadowRoot) => void;

  /** `onRoot` is called once for each root, when it is first met. */
  constructor(onRoot: (root: Document | ShadowRoot) => void) {
    this.#onRoot = onRoot;
  }

  /** Looks for roots in all of the document. */
  search(): void {
    this.#meet(document);
    for (const root of [...this.all()]) this.#searchBelow(root);
  }

  /** Looks for roots in what was added. */
  added(element: Element): void {
    if (element.shadowRoot !== null) this.#enter(element.shadowRoot);
    if (element.firstElementChild !== null) this.#searchBelow(element);
  }

  *all(): Generator<Document | ShadowRoot, void, undefined> {
    for (const ref of this.#roots) {
      const root = ref.deref();
      if (root === undefined) this.#roots.delete(ref);
      else if (root === document || root.isConnected) yield root;
    }
  }

  /** All matches, root by root. */
  *matches(selector: string): Generator<Element, void, undefined> {
    for (const root of this.all()) yield* root.querySelectorAll(selector);
  }

  #searchBelow(parent: ParentNode): void {
    for (const element of parent.querySelectorAll('*')) {
      if (element.shadowRoot !== null) this.#enter(element.shadowRoot);
    }
  }

  #enter(root: ShadowRoot): void {
    if (this.#known.has(root)) return;
    this.#meet(root);
    this.#searchBelow(root);
  }

  #meet(root: Document | ShadowRoot): void {
    if (this.#known.has(root)) return;
    this.#known.add(root);
    this.#roots.add(new WeakRef(root));
    this.#onRoot(root);
  }
}
