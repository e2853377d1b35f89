/**
 * The tree as it is rendered: an element with an open shadow root has the root's nodes as children, a slot has what
 * was put into it.
 */

/** The rendered parent; `null` at the top of the document. */
export function parentOf(node: Node): Element | null {
  const slot = (node as Element | Text).assignedSlot;
  if (slot) return slot;
  const parent = node.parentNode;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}

/** Rendered children, in order. */
export function childrenOf(element: Element): Iterable<Node> {
  if (element.shadowRoot !== null) return element.shadowRoot.childNodes;
  if (element instanceof HTMLSlotElement) {
    const assigned = element.assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  return element.childNodes;
}

/** Rendered siblings behind a node, in order. */
export function* followersOf(node: Node): Generator<Node, void, undefined> {
  const slot = (node as Element | Text).assignedSlot;
  if (slot) {
    const assigned = slot.assignedNodes();
    yield* assigned.slice(assigned.indexOf(node as Element | Text) + 1);
    return;
  }
  for (let next = node.nextSibling; next !== null; next = next.nextSibling) yield next;
}

/** Rendered siblings before a node, the nearest first. */
export function* precedersOf(node: Node): Generator<Node, void, undefined> {
  const slot = (node as Element | Text).assignedSlot;
  if (slot) {
    const assigned = slot.assignedNodes();
    yield* assigned.slice(0, assigned.indexOf(node as Element | Text)).reverse();
    return;
  }
  for (let before = node.previousSibling; before !== null; before = before.previousSibling) yield before;
}

/** The node and all that it is rendered in, innermost first. */
export function* lineOf(node: Node): Generator<Node, void, undefined> {
  for (let at: Node | null = node; at !== null && at !== document; at = parentOf(at)) yield at;
}

/** Whether `node` is rendered inside `ancestor`, or is it. */
export function isWithin(node: Node, ancestor: Node): boolean {
  if (ancestor.contains(node)) return true;
  for (const at of lineOf(node)) if (at === ancestor) return true;
  return false;
}

/** Whether `a` is rendered before `b`. */
export function isBefore(a: Node, b: Node): boolean {
  const lineA = [...lineOf(a)].reverse();
  const lineB = [...lineOf(b)].reverse();
  let fork = 0;
  while (fork < lineA.length && lineA[fork] === lineB[fork]) fork++;
  const [branchA, branchB] = [lineA[fork], lineB[fork]];
  if (branchA === undefined || branchB === undefined) return lineA.length < lineB.length;
  for (const node of followersOf(branchA)) if (node === branchB) return true;
  return false;
}
