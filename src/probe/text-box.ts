import { lineOf } from './composed-tree.js';

const TEXT_BOX =
  'textarea, [contenteditable]:not([contenteditable="false"]), [role="textbox"], input:not([type]), input[type="text"]';

/** The text box that this node is in or is; of editors one inside the other, the outer one. */
export function textBoxAt(node: EventTarget | null | undefined): Element | undefined {
  if (!(node instanceof Node)) return undefined;
  let found: Element | undefined;
  for (const at of lineOf(node)) {
    if (!(at instanceof Element)) continue;
    if (at.matches(TEXT_BOX)) found = at;
    else if (found !== undefined && !(at as HTMLElement).isContentEditable) break;
  }
  return found;
}

/** What is written in a text box. */
export const textIn = (box: Element): string =>
  box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement ? box.value : (box.textContent ?? '');

/** Where the keyboard's input goes, also inside open shadow roots. */
export function focusedElement(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement != null) focused = focused.shadowRoot.activeElement;
  return focused;
}
